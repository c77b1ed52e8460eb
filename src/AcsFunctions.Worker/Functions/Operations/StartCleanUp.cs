using AcsFunctions.Runs;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Operations;

/// <summary>Asks for a clean-up, or a dry run of one, beside the schedule.</summary>
public sealed class StartCleanUp(OperationRoute route)
{
    [Function(nameof(StartCleanUp))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/operations/clean-up")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.StartAsync(
            request,
            RunKind.CleanUp,
            async () =>
            {
                var body = await RequestBody.ReadAsync(request, static () => WireJson.Default.CleanUpRequestBody, new CleanUpRequestBody(), cancellationToken);
                return body.HasProblem ? body.Problem : new RunTerms(body.Value.DryRun);
            },
            cancellationToken);
}
