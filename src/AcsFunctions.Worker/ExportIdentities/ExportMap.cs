using System.Net;
using AcsFunctions.ExportIdentities;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.ExportIdentities;

/// <summary>A page of the map. Only with the host's master key: it names everyone.</summary>
public sealed class ExportMap(KeyedRoute keyed, ExportIdentitiesOperation operation)
{
    [Function(nameof(ExportMap))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keyed/operations/wind-down/export")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return keyed.AnswerAsync(request, static () => "all", token => RequestBody.UnlessAnyAsync(request, AnswerAsync, token), cancellationToken);

        async Task<Reply> AnswerAsync(CancellationToken token)
        {
            var answer = await operation.ExecuteAsync(request.Query["after"], token);
            return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, ExportBody.Of(answer.Value), ExportIdentitiesJson.Default.ExportBody);
        }
    }
}
