using AcsFunctions.Identities;
using AcsFunctions.Runs;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Functions.Operations;

/// <summary>Asks for every identity to be deleted. Only with the host's master key: the keys that back-ends have must not be enough for this.</summary>
public sealed class StartWindDown(OperationRoute route, IOptions<IdentityStoreOptions> store)
{
    [Function(nameof(StartWindDown))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "keyed/operations/wind-down")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.StartAsync(
            request,
            RunKind.WindDown,
            async () => await RequestBody.ReadAsync(request, static () => WireJson.Default.WindDownRequestBody, new WindDownRequestBody(), cancellationToken) switch
            {
                { Problem: { } problem } => problem,
                { Value: { DryRun: true } } => new RunTerms(DryRun: true),
                { Value: { } body } when body.Confirm == store.Value.TableName => new RunTerms(DryRun: false),
                _ => Problem.ConfirmationRequired,
            },
            cancellationToken);
}
