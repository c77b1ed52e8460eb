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

    public Task<HttpResponseData> StartAsync(HttpRequestData request, RunKind kind, Func<Task<Attempt<RunTerms>>> readTerms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readTerms);
        return AnswerAsync(
            request,
            async () =>
            {
                var terms = await readTerms();
                return terms.HasProblem ? terms.Problem : Told(await office.RequestAsync(kind, terms.Value.DryRun, cancellationToken));
            },
            _ => HttpStatusCode.Accepted,
            cancellationToken);
    }

    public Task<HttpResponseData> ReadAsync(HttpRequestData request, string id, CancellationToken cancellationToken) =>
        AnswerAsync(request, async () => Told(await office.ReadAsync(id, cancellationToken)), _ => HttpStatusCode.OK, cancellationToken);

    public Task<HttpResponseData> StopAsync(HttpRequestData request, string id, CancellationToken cancellationToken) => AnswerAsync(
        request,
        async () => Told(await office.StopAsync(id, cancellationToken)),
        run => run.IsOver ? HttpStatusCode.OK : HttpStatusCode.Accepted,
        cancellationToken);

    private static Attempt<Run> Told(Answer<Run> answer) => answer.IsRefused ? Problem.Of(answer.Refusal) : answer.Value;

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, Func<Task<Attempt<Run>>> ask, Func<Run, HttpStatusCode> statusOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Run? run = null;
        var response = await pipeline.AnswerAsync(
            request,
            async () =>
            {
                var answer = await ask();
                if (answer.HasProblem)
                {
                    return answer.Problem;
                }

                run = answer.Value;
                return Reply.Of(statusOf(run), OperationBody.Of(run), WireJson.Default.OperationBody);
            },
            cancellationToken);
        if (run is not null && response.StatusCode == HttpStatusCode.Accepted)
        {
            response.Headers.Add("Location", StatusPath(request.Url, run.Id));
            response.Headers.Add("Retry-After", PollAfterSeconds);
        }

        return response;
    }

    // A path alone: what the outside calls this host, a proxy in front may know better.
    private static string StatusPath(Uri url, string id) => new Uri(new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/')), id).AbsolutePath;
}
