using Azure.Communication.Identity;
using Azure.Core.Pipeline;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>The bytes of a real connection, since a handler sees a request before it is written.</summary>
public sealed class RawWireTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Calls.InBothStyles), MemberType = typeof(Calls))]
    public async Task What_is_signed_is_what_is_written(string operation, CallStyle style)
    {
        using var server = new RawServer();
        var answering = server.AnswerOne(operation, Cancel);

        // The synchronous style would hold this thread, which the answer does not need.
        await Task.Run(() => Client(server).Send(operation, style, Cancel), Cancel);
        var request = await answering;

        Assert.Equal(server.Authority, request.Headers["Host"]);
        Assert.Equal(HmacSignature.Of(request.Method, request.Target, request.Headers, request.Headers["Host"], request.Body, Clients.Key), request.Headers["Authorization"]);
        Assert.StartsWith("/", request.Target, StringComparison.Ordinal);
        Assert.DoesNotContain("8:acs", request.Target, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Calls.Names), MemberType = typeof(Calls))]
    public async Task A_body_has_its_length_and_is_never_chunked(string operation)
    {
        using var server = new RawServer();
        var answering = server.AnswerOne(operation, Cancel);

        await Client(server).Send(operation, CallStyle.Asynchronous, Cancel);
        var request = await answering;

        Assert.DoesNotContain("Transfer-Encoding", request.Headers.Keys);
        Assert.Equal(request.Method == "POST" ? $"{request.Body.Length}" : null, request.Headers.GetValueOrDefault("Content-Length"));
        Assert.Equal(request.Body.Length > 0 ? "application/json" : null, request.Headers.GetValueOrDefault("Content-Type"));
    }

    private static CommunicationIdentityClient Client(RawServer server) =>
        new($"endpoint=http://{server.Authority}/;accesskey={Clients.Key}", Clients.Options(new HttpClientTransport()));
}
