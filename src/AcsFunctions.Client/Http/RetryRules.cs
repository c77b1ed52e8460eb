using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace AcsFunctions.Client.Http;

/// <summary>What may be sent again. A 429 was not carried out; of anything else one cannot be sure, and not every call may be carried out twice.</summary>
internal static class RetryRules
{
    internal static readonly HttpRequestOptionsKey<bool> IsRepeatable = new("AcsFunctions.IsRepeatable");

    /// <summary>A service that asks for more is told to the caller, who may have better to do than to wait.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    internal static bool ShouldHandle(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        if (!HttpClientResiliencePredicates.IsTransient(arguments.Outcome))
        {
            return false;
        }

        var response = arguments.Outcome.Result;
        if (response?.Headers.RetryAfter?.Delta > LongestWait)
        {
            return false;
        }

        return response?.StatusCode == HttpStatusCode.TooManyRequests
            || (arguments.Context.GetRequestMessage()?.Options.TryGetValue(IsRepeatable, out var isRepeatable) == true && isRepeatable);
    }
}
