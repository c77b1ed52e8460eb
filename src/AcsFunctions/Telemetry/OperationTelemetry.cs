using System.Diagnostics;
using AcsFunctions.Identities;

namespace AcsFunctions.Telemetry;

/// <summary>Watches an operation from its slice: a span around it, its duration, and how it ended.</summary>
public sealed class OperationTelemetry(ServiceMeter meter, TimeProvider clock)
{
    internal ServiceMeter Meter => meter;

    internal Task<Result<T, Refusal>> ObserveAsync<T>(
        string operation, UserId userId, Func<CancellationToken, Task<Result<T, Refusal>>> execute, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(userId);
        return ObserveCoreAsync(operation, userId, execute, cancellationToken);
    }

    /// <summary>For what concerns no single user.</summary>
    internal Task<Result<T, Refusal>> ObserveAsync<T>(string operation, Func<CancellationToken, Task<Result<T, Refusal>>> execute, CancellationToken cancellationToken)
        where T : notnull => ObserveCoreAsync(operation, null, execute, cancellationToken);

    private async Task<Result<T, Refusal>> ObserveCoreAsync<T>(
        string operation, UserId? userId, Func<CancellationToken, Task<Result<T, Refusal>>> execute, CancellationToken cancellationToken)
        where T : notnull
    {
        using var activity = ServiceActivity.Source.StartActivity(operation);
        if (userId is not null)
        {
            activity?.SetTag(ServiceActivity.User, UserKey.Of(userId).Hash);
        }

        var started = clock.GetTimestamp();
        var outcome = Outcome.Error;
        try
        {
            var answer = await execute(cancellationToken);
            outcome = Outcome.Of(answer);
            if (answer is { Refusal: { } refusal } && Outcome.IsFailure(refusal.Reason))
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = Outcome.Canceled;
            throw;
        }
        finally
        {
            if (outcome == Outcome.Error)
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            activity?.SetTag(ServiceActivity.Outcome, outcome);
            meter.OperationEnded(operation, outcome, clock.GetElapsedTime(started));
        }
    }
}
