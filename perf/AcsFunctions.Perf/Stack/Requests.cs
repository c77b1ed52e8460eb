using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Stack;

/// <summary>The driver's requests. Connections are kept and never waited for.</summary>
internal sealed class Requests : IDisposable
{
    private static readonly HttpStatusCode[] Answered = [HttpStatusCode.OK];

    // 200 where the user already has an identity.
    private static readonly HttpStatusCode[] Mapped = [HttpStatusCode.Created, HttpStatusCode.OK];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) });

    public Task PostAsync(ServedHost host, string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, host, path, bearer: null, Answered, cancellationToken);

    public Task PostAsync(ServedHost host, string path, string bearer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, host, path, bearer, Answered, cancellationToken);

    public Task CreateUserAsync(ServedHost host, string user, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, host, $"api/keyed/users/{user}/identity", bearer: null, Mapped, cancellationToken);

    public void Dispose() => http.Dispose();

    /// <exception cref="HttpRequestException">Another status than the expected ones.</exception>
    private async Task SendAsync(
        HttpMethod method, ServedHost host, string path, string? bearer, HttpStatusCode[] expected, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, path));
        if (bearer is null)
        {
            request.Headers.Add("x-functions-key", host.FunctionKey);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        if (!expected.Contains(response.StatusCode))
        {
            throw new HttpRequestException(
                $"{method} /{path.Split('/')[0]}/… answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}", null, response.StatusCode);
        }
    }
}
