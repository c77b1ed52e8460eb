using System.Text.Json;
using Azure;

namespace AcsFunctions.Acs;

/// <summary>What a failure of ACS means. Status codes alone do not tell: a 401 may speak of us, of the identity or of a Teams token.</summary>
internal static class AcsFailure
{
    public const string TeamsExchange = "exchange";

    /// <summary>No answer, or one that lacks what it must hold.</summary>
    public static AcsRefusal NoAnswer { get; } = new(AcsRefusalKind.Unavailable);

    public static AcsRefusal Classify(string operation, RequestFailedException exception)
    {
        var response = exception.GetRawResponse();
        return (exception.Status, exception.ErrorCode) switch
        {
            (429, _) => new(AcsRefusalKind.Throttled, RetryAfter.Of(response)),
            (0 or 408 or >= 500, _) => new(AcsRefusalKind.Unavailable, RetryAfter.Of(response)),
            (_, "IdentityNotOwned") => new(AcsRefusalKind.NotOwned),
            _ when SaysThatItDoesNotExist(exception) => new(AcsRefusalKind.NotFound),
            (_, "InvalidAccessToken") when operation == TeamsExchange => new(AcsRefusalKind.InvalidTeamsToken),
            (400, "ValidationError") when operation == TeamsExchange => new(IsAboutUser(response) ? AcsRefusalKind.TeamsUserMismatch : AcsRefusalKind.InvalidTeamsToken),
            // A gateway's 404 page says nothing about an identity, so without the envelope it counts as no answer.
            (404, null) => new(AcsRefusalKind.Unavailable),
            _ => new(AcsRefusalKind.Denied),
        };
    }

    // Seen from ACS is the sentence "Provided identity doesn't exist."; its status and code are not documented.
    private static bool SaysThatItDoesNotExist(RequestFailedException exception) =>
        exception.ErrorCode is not null
        && (exception.Message.Contains("Provided identity doesn't exist", StringComparison.OrdinalIgnoreCase)
            || (exception.Status == 404 && exception.ErrorCode.Contains("IdentityNotFound", StringComparison.OrdinalIgnoreCase)));

    private static bool IsAboutUser(Response? response)
    {
        try
        {
            using var body = JsonDocument.Parse(response?.Content ?? BinaryData.FromString("{}"));
            return body.RootElement.TryGetProperty("error", out var error)
                && error.TryGetProperty("target", out var target)
                && string.Equals(target.GetString(), "userId", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
