namespace AcsFunctions.Tests.Acs;

/// <summary>Drops the first request; the second is without an answer when its caller leaves.</summary>
internal sealed class HangingHandler(CancellationTokenSource leaving) : HttpMessageHandler
{
    public int Attempts { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (++Attempts == 1)
        {
            throw new HttpRequestException("The connection was dropped.");
        }

        await leaving.CancelAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Nobody waits for this.");
    }
}
