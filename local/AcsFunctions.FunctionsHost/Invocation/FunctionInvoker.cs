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
    public async Task<HttpResponseData?> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"Function.{invocation.Function.Name}");
        var started = timeProvider.GetTimestamp();
        var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, timeProvider);
        var expired = limit.Token;
        try
        {
            // The running function owns the limit and disposes it: it may outlive this method.
            var answer = await RunAsync(invocation, limit, cancellationToken).WaitAsync(expired);
            Log.Succeeded(logger, invocation.Function.Name, invocation.Id, timeProvider.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            Log.TimedOut(logger, invocation.Function.Name, invocation.Id, timeout);
            throw new TimeoutException($"Function '{invocation.Function.Name}' ran longer than {timeout}.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || inFlight.Cancelled.IsCancellationRequested)
        {
            Log.Cancelled(logger, invocation.Function.Name, invocation.Id);
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, invocation.Function.Name, invocation.Id, exception);
            throw;
        }
    }

    private async Task<HttpResponseData?> RunAsync(FunctionInvocation invocation, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        using var _ = limit;
        using var running = inFlight.Enter();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, inFlight.Cancelled);
        using var activity = InvocationActivity.Start(invocation);
        await using var scope = services.CreateAsyncScope();

        var context = new HostedFunctionContext(invocation, scope.ServiceProvider, activity, cancelled.Token);
        var arguments = Bind(invocation, context);
        var method = invocation.Function.Method;
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, method.DeclaringType!);
        return await FunctionReturn.AwaitAsync(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    private static object?[] Bind(FunctionInvocation invocation, HostedFunctionContext context) =>
        [.. invocation.Function.Parameters.Select(parameter => parameter.Source switch
        {
            ParameterSource.Trigger => invocation.Trigger(context),
            ParameterSource.Context => context,
            ParameterSource.CancellationToken => context.CancellationToken,
            _ => RouteValue.Convert(invocation.RouteValues.GetValueOrDefault(parameter.Name), parameter.Type),
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
