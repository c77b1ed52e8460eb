using Azure.Core;
using Azure.Core.Pipeline;

namespace AcsFunctions.Acs;

/// <summary>
/// What may be sent again. Creating an identity is not repeatable, except after a 429, which says that nothing was done; everything
/// else is. A 429 is waited for only when ACS names a short time: refused calls count against the quota too, and our caller has its
/// own idea of how long to wait.
/// </summary>
internal sealed class AcsRetryPolicy(AcsOptions options) : RetryPolicy(options.Retries, Backoff)
{
    private const int TooManyRequests = 429;

    private static readonly DelayStrategy Backoff =
        DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        IsWorthIt(message, exception) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsWorthIt(message, exception) && await base.ShouldRetryAsync(message, exception);

    private bool IsWorthIt(HttpMessage message, Exception? exception) =>
        exception is null && message.HasResponse && message.Response.Status == TooManyRequests
            ? RetryAfter.Of(message.Response) is { } wait && wait <= options.LongestThrottleWait
            : !IsCreation(message.Request);

    private static bool IsCreation(Request request) =>
        request.Method == RequestMethod.Post && request.Uri.Path.TrimEnd('/').EndsWith("/identities", StringComparison.OrdinalIgnoreCase);
}
