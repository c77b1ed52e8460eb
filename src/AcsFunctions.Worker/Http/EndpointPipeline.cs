using AcsFunctions.Worker.Callers;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Http;

/// <summary>
/// What every HTTP function does around its answer: write it, turn what nobody planned into a problem, and record why a caller is refused.
/// No exception leaves it.
/// </summary>
public sealed partial class EndpointPipeline(IOptions<AuthenticationOptions> authentication, CallerMetrics metrics, ILogger<EndpointPipeline> logger)
{
    private readonly bool describesRefusals = authentication.Value.DescribeRefusals;

    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Func<Task<Reply>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        Reply reply;
        try
        {
            reply = await answer();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops, and then asking again helps; or the caller hung up, and nobody reads this. Neither is a failure of ours:
            // thrown on, it would be a failed invocation with a trace.
            reply = Problem.Interrupted;
        }
        catch (Exception exception)
        {
            Log.Unplanned(logger, exception);
            reply = Problem.InternalError;
        }

        if (reply.Problem is { Cause: { } cause } problem)
        {
            metrics.Refused(cause);
            Log.CallerRefused(logger, problem.Code, cause.Name);
        }

        // What is written is held in memory: whoever still waits for it gets it.
        return await ReplyWriter.WriteAsync(request, reply, describesRefusals, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "A request failed in a way that nobody planned for")]
        public static partial void Unplanned(ILogger logger, Exception exception);

        [LoggerMessage(2102, LogLevel.Information, "A caller was refused with {Code}: {Reason}")]
        public static partial void CallerRefused(ILogger logger, string code, string reason);
    }
}
