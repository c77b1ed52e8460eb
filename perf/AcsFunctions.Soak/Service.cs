using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AcsFunctions.Soak;

/// <summary>The functions, wherever they listen just now.</summary>
internal sealed class Service(string functionKey, string masterKey) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new() { Timeout = Patience };

    /// <summary>Set by whoever starts a host.</summary>
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
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or JsonException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The answer of a route of operators, or null where there was none.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Below <c>api/keyed/operations/</c>.</param>
    /// <param name="body">JSON, or null for none.</param>
    public async Task<JobAnswer?> AskJobAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, "api/keyed/operations/" + path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await SendAsMasterAsync(request) switch
        {
            (null, _) => null,
            ({ } status, var text) => status is HttpStatusCode.OK or HttpStatusCode.Accepted ? ReadJob(status, text) : new JobAnswer(status, null, ""),
        };
    }

    /// <summary>Has a timer's function run now, as the real host's own route does.</summary>
    public async Task RunTimerAsync(string function)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "admin/functions/" + function)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        await SendAsMasterAsync(request);
    }

    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode? Status, string Body)> SendAsMasterAsync(HttpRequestMessage request)
    {
        request.Headers.Add("x-functions-key", masterKey);
        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken.None));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return (null, "");
        }
    }

    private static JobAnswer ReadJob(HttpStatusCode status, string body)
    {
        using var json = JsonDocument.Parse(body);
        return new(status, json.RootElement.GetProperty("operationId").GetString(), json.RootElement.GetProperty("status").GetString()!);
    }

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
