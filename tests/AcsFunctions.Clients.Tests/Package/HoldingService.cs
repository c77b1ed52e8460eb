namespace AcsFunctions.Clients.Tests.Package;

/// <summary>Answers nobody until it is released; then everybody.</summary>
internal sealed class HoldingService(string body) : HttpMessageHandler
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;

    public int Calls => calls;

    public void Release() => released.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        await released.Task.WaitAsync(cancellationToken);
        return ScriptedService.Json(body)();
    }
}
