using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace AcsFunctions.Soak;

/// <summary>The functions, wherever they listen just now.</summary>
internal sealed class Service(string functionKey) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(10) }) { Timeout = Patience };

    /// <summary>Set by whoever starts the process anew.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:1/");

    /// <summary>The answer, or null where there was none. Not to be cancelled: a call that may have created something must be counted.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Below <c>api/</c>.</param>
    /// <param name="accessToken">Null to go with the function key.</param>
    public async Task<ServiceAnswer?> AskAsync(HttpMethod method, string path, string? accessToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, "api/" + path));
        if (accessToken is null)
        {
            request.Headers.Add("x-functions-key", functionKey);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
            return Read(response.StatusCode, body);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return ServiceAnswer.NotReached;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private static ServiceAnswer Read(HttpStatusCode status, string body)
    {
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Created))
        {
            return new(status, null, null);
        }

        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
        return new(
            status,
            json.RootElement.GetProperty("user").GetProperty("communicationUserId").GetString(),
            json.RootElement.TryGetProperty("token", out var token) ? token.GetString() : null);
    }
}
