using System.Globalization;
using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>The claims of a token, in the order in which the service's were seen, and <c>emu</c>, which marks ours.</summary>
/// <param name="Tid">The tenant of a user whom Entra knows; calling clients take a token for a Teams user's by it.</param>
/// <param name="Emu">The identity's generation, the token's number and the millisecond of its issue, as <c>2.17.250</c>.</param>
internal sealed record TokenClaims(
    [property: JsonPropertyName("skypeid")] string SkypeId,
    [property: JsonPropertyName("scp")] int Scp,
    [property: JsonPropertyName("csi")] string Csi,
    [property: JsonPropertyName("exp")] long Exp,
    [property: JsonPropertyName("rgn")] string Rgn,
    [property: JsonPropertyName("tid")] string? Tid,
    [property: JsonPropertyName("acsScope")] string AcsScope,
    [property: JsonPropertyName("resourceId")] string ResourceId,
    [property: JsonPropertyName("resourceLocation")] string ResourceLocation,
    [property: JsonPropertyName("iat")] long Iat,
    [property: JsonPropertyName("emu")] string Emu)
{
    public static TokenClaims For(string skypeId, string? tenantId, TokenResource resource, int generation, EmulatedToken token)
    {
        var issued = token.IssuedOn.ToUnixTimeSeconds();
        return new(
            skypeId, 1792, issued.ToString(CultureInfo.InvariantCulture), token.ExpiresOn.ToUnixTimeSeconds(), resource.Region, tenantId,
            string.Join(',', token.Scopes), resource.Id.ToString(), resource.Location, issued, string.Create(CultureInfo.InvariantCulture, $"{generation}.{token.Number}.{token.IssuedAt.Millisecond}"));
    }

    public int? Generation() => Part(0);

    /// <summary>To the millisecond, where the token says it; a token of an earlier version says the second.</summary>
    public DateTimeOffset IssuedAt() => DateTimeOffset.FromUnixTimeSeconds(Iat).AddMilliseconds(Part(2) ?? 0);

    private int? Part(int index) => int.TryParse(Emu?.Split('.').ElementAtOrDefault(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
