using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.WindDown;

/// <summary>Records the job that deletes every identity. Only with the host's master key: the keys that back-ends have must not be enough for this.</summary>
public sealed class StartWindDown(JobRoute route, IOptions<IdentityStoreOptions> store)
{
    [Function(nameof(StartWindDown))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "keyed/operations/wind-down")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.StartAsync(
            request,
            JobKind.WindDown,
            async () => await RequestBody.ReadAsync(request, static () => WindDownJson.Default.WindDownRequestBody, new WindDownRequestBody(), cancellationToken) switch
            {
                { Refusal: { } problem } => problem,
                { Value: { DryRun: true } } => new JobRequest(DryRun: true),
                { Value: { } body } when body.Confirm == store.Value.TableName => new JobRequest(DryRun: false),
                _ => Problem.ConfirmationRequired,
            },
            cancellationToken);
}
