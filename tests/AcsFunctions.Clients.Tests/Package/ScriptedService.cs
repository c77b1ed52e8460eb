using System.Net;
using System.Net.Sockets;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>Answers each call as the script says, the last answer for all that follow.</summary>
internal sealed class ScriptedService(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private int calls;

    public int Calls => calls;

    public HttpRequestMessage? Last { get; private set; }

    public byte[] LastBody { get; private set; } = [];

    public static Func<HttpResponseMessage> Problem(HttpStatusCode status, string code, int? retryAfter = null) => () =>
    {
        var body = $$"""{"type":"docs/errors.md#{{code}}","title":"A title.","status":{{(int)status}},"detail":"A detail.","code":"{{code}}","traceId":"0123456789abcdef0123456789abcdef"}""";
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, null, "application/problem+json") };
        if (retryAfter is { } seconds)
        {
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        return answer;
    };

    public static Func<HttpResponseMessage> Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        () => new HttpResponseMessage(status) { Content = new StringContent(body, null, "application/json") };

    public static Func<HttpResponseMessage> Status(HttpStatusCode status) => () => new HttpResponseMessage(status);

    /// <summary>An answer of the service whose body breaks off.</summary>
    public static Func<HttpResponseMessage> BrokenOff(HttpStatusCode status) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StreamContent(new BrokenStream()) };
        answer.Content.Headers.ContentType = new("application/problem+json");
        return answer;
    };

    /// <summary>What SocketsHttpHandler throws where a connection is reset as soon as it is made.</summary>
    public static Func<HttpResponseMessage> ResetAtOnce { get; } = () => throw new SocketException((int)SocketError.NotConnected);

    /// <summary>What SocketsHttpHandler throws where its ConnectTimeout is over.</summary>
    public static Func<HttpResponseMessage> NoConnectionInTime { get; } = () => throw new TaskCanceledException("no connection in time", new TimeoutException());

    public static Func<HttpResponseMessage> Down { get; } = () => throw new HttpRequestException("connection refused");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Last = request;
        LastBody = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = answers[Math.Min(Interlocked.Increment(ref calls), answers.Length) - 1]();
        cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Task.FromException(new IOException("connection reset"));
    }
}
