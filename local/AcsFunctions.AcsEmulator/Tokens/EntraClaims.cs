using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>What is read of an Entra token. Its signature is not verified: the emulator knows no tenant's keys.</summary>
internal sealed record EntraClaims(
    [property: JsonPropertyName("appid")] string? AppId, string? Azp, string? Oid, string? Tid, long? Exp)
{
    /// <summary>The client application: <c>appid</c> in tokens of version 1, <c>azp</c> in those of version 2.</summary>
    public string? ClientId => AppId ?? Azp;

    /// <summary>When the token ends; null when it says nothing that is a time.</summary>
    public DateTimeOffset? ExpiresOn => Exp is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(Exp.Value) : null;

    /// <summary>A token of the shape that Entra issues to a user. Nobody signed it.</summary>
    public static string Forge(Guid clientId, Guid userId, Guid tenantId, DateTimeOffset expiresOn)
    {
        var header = CompactJwt.Encode(new TokenHeader("none", "", "", "JWT"), TokenJson.Default.TokenHeader);
        var claims = new EntraClaims(clientId.ToString(), null, userId.ToString(), tenantId.ToString(), expiresOn.ToUnixTimeSeconds());
        return $"{header}.{CompactJwt.Encode(claims, TokenJson.Default.EntraClaims)}.";
    }

    /// <summary>Reads a token of a user that has not expired; null for anything else.</summary>
    public static EntraClaims? ReadLive(string? token, DateTimeOffset now) =>
        CompactJwt.Parse(token) is { } jwt
        && CompactJwt.Decode(jwt.Payload, TokenJson.Default.EntraClaims) is { ExpiresOn: { } expiresOn } claims
        && expiresOn > now
        && Guid.TryParse(claims.Oid, out _)
            ? claims
            : null;
}
