using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Functions that wait until the test, or their cancellation, lets them go on.</summary>
internal sealed class Patient(Calls calls)
{
    /// <summary>Reports a way to release it, then "cancelled" if its token was.</summary>
    [Function("Waits")]
    public async Task<HttpResponseData> WaitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, CancellationToken cancellationToken)
    {
        await ReleasedAsync(cancellationToken);
        return request.Text("released");
    }

    [Function("WaitsOnTime")]
    public Task WaitOnTimeAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => ReleasedAsync(cancellationToken);

    [Function("Ignores")]
    public async Task<HttpResponseData> IgnoreAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
    {
        await ReleasedAsync(CancellationToken.None);
        return request.Text("released");
    }

    private async Task ReleasedAsync(CancellationToken cancellationToken)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.Report(release);
        try
        {
            await release.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            calls.Report("cancelled");
            throw;
        }
    }
}
