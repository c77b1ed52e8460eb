using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>What is read of an Entra token. Its signature is not verified: the emulator knows no tenant's keys.</summary>
internal sealed record EntraClaims(
    [property: JsonPropertyName("appid")] string? AppId, string? Azp, string? Oid, string? Tid, long? Exp)
{
    /// <summary>The client application: <c>appid</c> in tokens of version 1, <c>azp</c> in those of version 2.</summary>
    public string? ClientId => AppId ?? Azp;

    public static EntraClaims? Read(string? token) =>
        CompactJwt.Parse(token) is { } jwt ? CompactJwt.Decode(jwt.Payload, TokenJson.Default.EntraClaims) : null;

    public bool IsExpired(DateTimeOffset now) => Exp is not { } exp || exp <= now.ToUnixTimeSeconds();
}
