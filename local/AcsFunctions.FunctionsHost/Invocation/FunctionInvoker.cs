using AcsFunctions.FunctionsHost.Protocol;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Invocation;

/// <summary>Has one invocation carried out by a worker, within its time. Logs failures, and is the only place that does.</summary>
internal sealed partial class FunctionInvoker(
    WorkerPool workers, TimeSpan? timeout, TimeProvider timeProvider, InFlightInvocations inFlight, ILoggerFactory loggers)
{
    // How long a function may take to notice that its time is over before its worker is ended: by the real clock.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    /// <summary>After the timeout the outcome is a failure at once, whatever the function still does; a function that ignores it costs its worker.</summary>
    /// <exception cref="ReportedException">The function failed, or could not be run.</exception>
    /// <exception cref="TimeoutException">It ran longer than it may.</exception>
    public async Task<InvocationResponse> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        using var answering = inFlight.Enter();
        var logger = loggers.CreateLogger($"Function.{call.Function.Name}");
        var started = timeProvider.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, timeProvider);
        try
        {
            var answer = await RunAsync(call, limit.Token, cancellationToken);
            Log.Succeeded(logger, call.Function.Name, call.Id, timeProvider.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TimedOut(logger, call.Function.Name, call.Id, timeout);
            throw new TimeoutException($"Function '{call.Function.Name}' ran longer than {timeout}.");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested || inFlight.Cancelled.IsCancellationRequested)
        {
            Log.Cancelled(logger, call.Function.Name, call.Id);
            throw;
        }
        catch (Exception exception)
        {
            // What a function threw its worker has logged, with its trace.
            Log.Failed(logger, call.Function.Name, call.Id, exception is ReportedException ? null : exception);
            throw;
        }
    }

    /// <summary>For a call whose outcome nobody waits for: a failure is only logged.</summary>
    public async Task TryInvokeAsync(FunctionCall call)
    {
        try
        {
            await InvokeAsync(call, CancellationToken.None);
        }
        catch (Exception)
        {
            // Logged already.
        }
    }

    private async Task<InvocationResponse> RunAsync(FunctionCall call, CancellationToken expired, CancellationToken cancellationToken)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(expired, cancellationToken, inFlight.Cancelled);
        var sent = await workers.InvokeAsync(call.Function.Name, call.ToRequest(), cancelled.Token);
        using var cancelling = cancelled.Token.Register(sent.Cancel);
        try
        {
            var answer = await sent.Answer.WaitAsync(expired);
            return answer.Result is { Status: StatusResult.Types.Status.Success } ? answer : throw new ReportedException(answer.Result?.Exception);
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            sent.Cancel();
            var ending = EndAsync(sent);
            if (call.OutlastsTimeout)
            {
                await ending;
            }

            throw;
        }
    }

    private async Task EndAsync(SentInvocation sent)
    {
        using var running = inFlight.Enter();
        var grace = Task.Delay(GracePeriod, TimeProvider.System, CancellationToken.None);
        if (await Task.WhenAny(sent.Answer, grace) == grace)
        {
            sent.GiveUpWorker();
        }

        await ((Task)sent.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds}ms)")]
        public static partial void Succeeded(ILogger logger, string function, string invocationId, double milliseconds);

        [LoggerMessage(2, LogLevel.Error, "Executed '{Function}' (Failed, Id={InvocationId})")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception? exception);

        [LoggerMessage(3, LogLevel.Error, "Executed '{Function}' (Timed out, Id={InvocationId}, after {Timeout})")]
        public static partial void TimedOut(ILogger logger, string function, string invocationId, TimeSpan? timeout);

        [LoggerMessage(4, LogLevel.Information, "Executed '{Function}' (Cancelled, Id={InvocationId})")]
        public static partial void Cancelled(ILogger logger, string function, string invocationId);
    }
}
