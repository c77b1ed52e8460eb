using System.Reflection;
using AcsFunctions.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Invocation;

/// <summary>Runs one invocation: a scope of its own, a new instance, the timeout. Logs failures, and is the only place that does.</summary>
internal sealed partial class FunctionInvoker(
    IServiceProvider services, TimeSpan? timeout, TimeProvider timeProvider, InFlightInvocations inFlight)
{
    private readonly ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();

    /// <summary>
    /// Throws what the function threw. After the timeout the answer is a failure at once, whatever the function still does: the real
    /// host would end its process.
    /// </summary>
    public async Task<HttpResponseData?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        // Once more in RunAsync, which a timeout leaves behind: this one covers the log.
        using var answering = inFlight.Enter();
        var logger = loggers.CreateLogger($"Function.{call.Function.Name}");
        var started = timeProvider.GetTimestamp();
        var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, timeProvider);
        var expired = limit.Token;
        // The running function owns the limit and disposes it: it may outlive this method.
        var run = RunAsync(call, limit, cancellationToken);
        try
        {
            var answer = await run.WaitAsync(expired);
            Log.Succeeded(logger, call.Function.Name, call.Id, timeProvider.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            Log.TimedOut(logger, call.Function.Name, call.Id, timeout);
            if (call.OutlastsTimeout)
            {
                await run.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            throw new TimeoutException($"Function '{call.Function.Name}' ran longer than {timeout}.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || inFlight.Cancelled.IsCancellationRequested)
        {
            Log.Cancelled(logger, call.Function.Name, call.Id);
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, call.Function.Name, call.Id, exception);
            throw;
        }
    }

    private async Task<HttpResponseData?> RunAsync(FunctionCall call, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        using var _ = limit;
        using var running = inFlight.Enter();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, inFlight.Cancelled);
        using var activity = InvocationActivity.Start(call);
        await using var scope = services.CreateAsyncScope();

        var context = new HostedFunctionContext(call, scope.ServiceProvider, activity, cancelled.Token);
        var arguments = Bind(call, context);
        var method = call.Function.Method;
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, method.DeclaringType!);
        return await FunctionReturn.AwaitAsync(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    private static object?[] Bind(FunctionCall call, HostedFunctionContext context) =>
        [.. call.Function.Parameters.Select(parameter => parameter.Source switch
        {
            ParameterSource.Trigger => call.Trigger(context),
            ParameterSource.Context => context,
            ParameterSource.CancellationToken => context.CancellationToken,
            _ => RouteValue.Convert(call.RouteValues.GetValueOrDefault(parameter.Name), parameter.Type),
        })];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds}ms)")]
        public static partial void Succeeded(ILogger logger, string function, string invocationId, double milliseconds);

        [LoggerMessage(2, LogLevel.Error, "Executed '{Function}' (Failed, Id={InvocationId})")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "Executed '{Function}' (Timed out, Id={InvocationId}, after {Timeout})")]
        public static partial void TimedOut(ILogger logger, string function, string invocationId, TimeSpan? timeout);

        [LoggerMessage(4, LogLevel.Information, "Executed '{Function}' (Cancelled, Id={InvocationId})")]
        public static partial void Cancelled(ILogger logger, string function, string invocationId);
    }
}
