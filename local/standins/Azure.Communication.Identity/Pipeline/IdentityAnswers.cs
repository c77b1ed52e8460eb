using System.Text.Json;
using Azure.Core;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>Reads the answers' bodies; fields that are not named here are ignored.</summary>
internal static class IdentityAnswers
{
    public static CommunicationUserIdentifier User(JsonElement body) => new(body.GetProperty("identity").GetProperty("id").GetString());

    public static CommunicationUserIdentifierAndToken UserAndToken(JsonElement body) =>
        new(User(body), body.TryGetProperty("accessToken", out var token) && token.ValueKind != JsonValueKind.Null ? Token(token) : null);

    public static AccessToken Token(JsonElement body) =>
        new(body.GetProperty("token").GetString() ?? throw new JsonException("The service answered a token that is null."), body.GetProperty("expiresOn").GetDateTimeOffset());
}
