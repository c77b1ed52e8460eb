using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>
/// Reads the answers' bodies; fields that are not named here are ignored. As with the package, a token's answer without
/// its fields reads as a token that is null or never valid, which callers must expect.
/// </summary>
internal static class IdentityAnswers
{
    public static CommunicationUserIdentifier User(JsonElement body) => new(body.GetProperty("identity").GetProperty("id").GetString());

    public static CommunicationUserIdentifierAndToken UserAndToken(JsonElement body) =>
        new(User(body), body.TryGetProperty("accessToken", out var token) && token.ValueKind != JsonValueKind.Null ? Token(token) : null);

    public static AccessToken Token(JsonElement body) =>
        new(
            body.TryGetProperty("token", out var token) ? token.GetString()! : null!,
            body.TryGetProperty("expiresOn", out var expiresOn) ? expiresOn.GetDateTimeOffset() : default);
}
