using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcsFunctions.Tests.Acs;

/// <summary>Answers requests in the order of its script and keeps what it was asked. A request beyond the script fails the test.</summary>
internal sealed class ScriptedHandler(params IEnumerable<Func<HttpResponseMessage>> script) : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new(script);

    public List<string> Asked { get; } = [];

    public static Func<HttpResponseMessage> Json(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Answer(status, body, "application/json", headers);

    public static Func<HttpResponseMessage> Html(HttpStatusCode status) => Answer(status, "<html><body>Not here</body></html>", "text/html", []);

    public static Func<HttpResponseMessage> Error(HttpStatusCode status, string code, string message = "Refused.", string? target = null) =>
        Json(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}","target":"{{{target}}}"}}""");

    /// <summary>What SocketsHttpHandler throws where a connection is reset as soon as it is made.</summary>
    public static HttpResponseMessage ResetAtOnce() => throw new SocketException((int)SocketError.NotConnected);

    public static HttpResponseMessage Dropped() => throw new HttpRequestException("The connection was dropped.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        return answers.TryDequeue(out var answer)
            ? Task.FromResult(answer())
            : throw new InvalidOperationException($"Nobody planned for the request {Asked.Count}: {Asked[^1]}.");
    }

    private static Func<HttpResponseMessage> Answer(HttpStatusCode status, string body, string type, (string Name, string Value)[] headers) => () =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    };
}
