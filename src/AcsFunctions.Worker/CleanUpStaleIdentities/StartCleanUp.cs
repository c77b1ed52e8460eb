using AcsFunctions.Jobs;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.CleanUpStaleIdentities;

/// <summary>Records a clean-up job, or a dry run of one, beside the schedule.</summary>
public sealed class StartCleanUp(JobRoute route)
{
    [Function(nameof(StartCleanUp))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/operations/clean-up")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.StartAsync(
            request,
            JobKind.CleanUp,
            async () =>
            {
                var body = await RequestBody.ReadAsync(request, static () => CleanUpJson.Default.CleanUpRequestBody, new CleanUpRequestBody(), cancellationToken);
                return body.IsRefused ? body.Refusal : new JobRequest(body.Value.DryRun);
            },
            cancellationToken);
}
