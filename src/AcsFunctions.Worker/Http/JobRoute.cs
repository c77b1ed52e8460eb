using System.Net;
using AcsFunctions.Jobs;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>
/// Routes under <c>/api/keyed/operations</c>: work that outlasts a request, which ends at 230 s. POST records the job and returns its
/// status URL. The host has checked the key before.
/// </summary>
public sealed class JobRoute(EndpointPipeline pipeline, JobRegistry jobs, ActorLog actors)
{
    // Sooner, nothing has changed.
    private const string PollAfterSeconds = "30";

    public Task<HttpResponseData> StartAsync(HttpRequestData request, JobKind kind, Func<Task<Result<JobRequest, Problem>>> readRequest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readRequest);
        return AnswerAsync(
            request,
            async () =>
            {
                var jobRequest = await readRequest();
                return jobRequest.IsRefused ? jobRequest.Refusal : ToResult(await jobs.RequestAsync(kind, jobRequest.Value.DryRun, cancellationToken));
            },
            _ => HttpStatusCode.Accepted,
            isRecorded: true,
            cancellationToken);
    }

    public Task<HttpResponseData> ReadAsync(HttpRequestData request, string id, CancellationToken cancellationToken) =>
        AnswerAsync(request, () => WithoutBodyAsync(request, () => jobs.ReadAsync(id, cancellationToken), cancellationToken), _ => HttpStatusCode.OK, isRecorded: false, cancellationToken);

    public Task<HttpResponseData> StopAsync(HttpRequestData request, string id, CancellationToken cancellationToken) => AnswerAsync(
        request,
        () => WithoutBodyAsync(request, () => jobs.StopAsync(id, cancellationToken), cancellationToken),
        job => job.IsOver ? HttpStatusCode.OK : HttpStatusCode.Accepted,
        isRecorded: true,
        cancellationToken);

    private static async Task<Result<Job, Problem>> WithoutBodyAsync(HttpRequestData request, Func<Task<Result<Job, Refusal>>> ask, CancellationToken cancellationToken) =>
        await RequestBody.RefuseAsync(request, cancellationToken) is { } problem ? problem : ToResult(await ask());

    private static Result<Job, Problem> ToResult(Result<Job, Refusal> answer) => answer.IsRefused ? Problem.Of(answer.Refusal) : answer.Value;

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, Func<Task<Result<Job, Problem>>> ask, Func<Job, HttpStatusCode> statusOf, bool isRecorded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Job? job = null;
        var response = await pipeline.AnswerAsync(
            request, () => isRecorded ? actors.RecordAsync(request, Actor.Key(request), static () => "all", _ => ReplyAsync(), cancellationToken) : ReplyAsync(), cancellationToken);
        if (job is not null && response.StatusCode == HttpStatusCode.Accepted)
        {
            response.Headers.Add("Location", StatusPath(request.Url, job.Id));
            response.Headers.Add("Retry-After", PollAfterSeconds);
        }

        return response;

        async Task<Reply> ReplyAsync()
        {
            var answer = await ask();
            if (answer.IsRefused)
            {
                return answer.Refusal;
            }

            job = answer.Value;
            return Reply.Of(statusOf(job), JobBody.Of(job), HttpJson.Default.JobBody);
        }
    }

    // A path alone: what the outside calls this host, a proxy in front may know better.
    private static string StatusPath(Uri url, string id) => new Uri(new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/')), id).AbsolutePath;
}
