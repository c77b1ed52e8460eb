using System.Net;
using AcsFunctions.ExportIdentities;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Operations;

/// <summary>A page of the map. Only with the host's master key: it names everyone.</summary>
public sealed class ExportMap(EndpointPipeline pipeline, ExportIdentitiesOperation operation)
{
    [Function(nameof(ExportMap))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keyed/operations/wind-down/export")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return pipeline.AnswerAsync(
            request,
            async () =>
            {
                var answer = await operation.ExecuteAsync(request.Query["after"], cancellationToken);
                return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, ExportBody.Of(answer.Value), WireJson.Default.ExportBody);
            },
            cancellationToken);
    }
}
