using System.Buffers;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Callers;

/// <summary>Takes the token out of the header that carries it (RFC 6750, section 2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The token; empty where the header is missing; null where it is not exactly one bearer token.</summary>
    public static string? Read(HttpRequestData request, string header)
    {
        // As it was sent: read the other way, the collection tidies a header that it knows, and lets tabs and more spaces pass.
        if (!request.Headers.NonValidated.TryGetValues(header, out var values))
        {
            return "";
        }

        // The host joins repeated headers with commas; no character of a token is one.
        var text = string.Join(',', values);
        var token = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : null;
        return token is { Length: > 0 } && !token.AsSpan().ContainsAnyExcept(Characters) ? token : null;
    }
}
