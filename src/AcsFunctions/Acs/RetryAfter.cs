using System.Globalization;
using Azure;

namespace AcsFunctions.Acs;

/// <summary>Reads <c>Retry-After</c>: seconds or a date (RFC 9110, section 10.2.3), and Azure's own millisecond forms.</summary>
internal static class RetryAfter
{
    // No wait that we would pass on is longer; it also bounds what a broken gateway may say.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan? Of(Response? response)
    {
        if (response is null)
        {
            return null;
        }

        var wait = Milliseconds(response, "retry-after-ms") ?? Milliseconds(response, "x-ms-retry-after-ms") ?? Standard(response);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }

    private static TimeSpan? Milliseconds(Response response, string header) =>
        response.Headers.TryGetValue(header, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static TimeSpan? Standard(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        if (int.TryParse(text, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        // A date is relative to the sender's clock, which its Date header tells.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var until) && response.Headers.Date is { } sent
            ? until - sent
            : null;
    }
}
