using System.Net;
using AcsFunctions.Runs;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Routes;

/// <summary>
/// Routes under <c>/api/keyed/operations</c>: work that outlasts a request, which ends at 230 s. Asking records it and answers where to
/// ask after it; the host has checked the key before.
/// </summary>
public sealed class OperationRoute(EndpointPipeline pipeline, RunOffice office)
{
    // What is asked after sooner has not moved.
    private const string PollAfterSeconds = "30";

    public async Task<HttpResponseData> StartAsync(HttpRequestData request, RunKind kind, Func<Task<Attempt<RunTerms>>> readTerms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(readTerms);
        Run? started = null;
        var response = await pipeline.AnswerAsync(
            request,
            async () =>
            {
                var terms = await readTerms();
                if (terms.HasProblem)
                {
                    return terms.Problem;
                }

                var answer = await office.RequestAsync(kind, terms.Value.DryRun, cancellationToken);
                started = answer.Value;
                return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.Accepted, OperationBody.Of(answer.Value), WireJson.Default.OperationBody);
            },
            cancellationToken);
        if (started is not null)
        {
            response.Headers.Add("Location", StatusPath(request.Url, started.Id));
            response.Headers.Add("Retry-After", PollAfterSeconds);
        }

        return response;
    }

    public Task<HttpResponseData> ReadAsync(HttpRequestData request, string id, CancellationToken cancellationToken) => pipeline.AnswerAsync(
        request,
        async () =>
        {
            var answer = await office.ReadAsync(id, cancellationToken);
            return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, OperationBody.Of(answer.Value), WireJson.Default.OperationBody);
        },
        cancellationToken);

    // A path alone: what the outside calls this host, a proxy in front may know better.
    private static string StatusPath(Uri url, string id) => new Uri(new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/')), id).AbsolutePath;
}
