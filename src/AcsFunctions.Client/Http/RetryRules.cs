using System.Net;
using Microsoft.Extensions.Http.Resilience;

namespace AcsFunctions.Client.Http;

/// <summary>
/// What is sent again: what <see cref="AcsFunctionsException.IsTransient"/> says may pass, if the call may be carried out twice or was a 429, which was not
/// carried out. What opens the circuit breaker, which all calls of a client share: only what says that the service is not there.
/// </summary>
internal static class RetryRules
{
    internal static readonly HttpRequestOptionsKey<bool> IsRepeatable = new("AcsFunctions.IsRepeatable");

    /// <summary>A service that asks for more is told to the caller, who may have better to do than to wait.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the longest wait and a whole attempt fit into what is left of the call. Where they do not, the last answer is the caller's: the end of the
    /// time would take its place, and say less.
    /// </summary>
    internal static bool HasTime(HttpRequestMessage? request, HttpStandardResilienceOptions options) =>
        request is not null && CallTimeHandler.ElapsedOf(request) + LongestWait + options.AttemptTimeout.Timeout <= options.TotalRequestTimeout.Timeout;

    internal static bool MayBeRepeated(HttpRequestMessage? request) => request?.Options.TryGetValue(IsRepeatable, out var value) == true && value;

    internal static async ValueTask<bool> IsSentAgainAsync(HttpRequestMessage? request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode || !(MayBeRepeated(request) || response.StatusCode == HttpStatusCode.TooManyRequests))
        {
            return false;
        }

        var refusal = await Refusals.OfAsync(response, cancellationToken).ConfigureAwait(false);
        return refusal.IsTransient && !(refusal.RetryAfter > LongestWait);
    }

    /// <summary>
    /// A refusal of the service, whatever its status, shows that the service is there: were it counted, refusals of some users would keep the calls for all
    /// others from being sent.
    /// </summary>
    internal static async ValueTask<bool> IsOutageAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (int)response.StatusCode >= 500
        && (await Refusals.OfAsync(response, cancellationToken).ConfigureAwait(false)).Code == AcsFunctionsException.UnexpectedAnswer;
}
