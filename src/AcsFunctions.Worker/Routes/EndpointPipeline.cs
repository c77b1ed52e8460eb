using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Worker.Routes;

/// <summary>What every HTTP function does around its answer: write it, and turn what nobody planned into a problem.</summary>
public sealed partial class EndpointPipeline(ILogger<EndpointPipeline> logger)
{
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Func<Task<Reply>> answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        Reply reply;
        try
        {
            reply = await answer();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unplanned(logger, exception);
            reply = Problem.InternalError;
        }

        return await ReplyWriter.WriteAsync(request, reply, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "A request failed in a way that nobody planned for")]
        public static partial void Unplanned(ILogger logger, Exception exception);
    }
}
