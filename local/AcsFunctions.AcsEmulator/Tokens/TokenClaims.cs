using System.Globalization;
using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>The claims of a token, in the order in which the service's were seen, and <c>emu</c>, which marks ours.</summary>
/// <param name="Emu">The identity's generation and the token's number, as <c>2.17</c>.</param>
internal sealed record TokenClaims(
    [property: JsonPropertyName("skypeid")] string SkypeId,
    [property: JsonPropertyName("scp")] int Scp,
    [property: JsonPropertyName("csi")] string Csi,
    [property: JsonPropertyName("exp")] long Exp,
    [property: JsonPropertyName("rgn")] string Rgn,
    [property: JsonPropertyName("acsScope")] string AcsScope,
    [property: JsonPropertyName("resourceId")] string ResourceId,
    [property: JsonPropertyName("resourceLocation")] string ResourceLocation,
    [property: JsonPropertyName("iat")] long Iat,
    [property: JsonPropertyName("emu")] string Emu)
{
    public static TokenClaims For(string skypeId, Guid resourceId, int generation, EmulatedToken token)
    {
        var issued = token.IssuedOn.ToUnixTimeSeconds();
        return new(
            skypeId, 1792, issued.ToString(CultureInfo.InvariantCulture), token.ExpiresOn.ToUnixTimeSeconds(), "emulator",
            string.Join(',', token.Scopes), resourceId.ToString(), "emulator", issued, string.Create(CultureInfo.InvariantCulture, $"{generation}.{token.Number}"));
    }

    public int? Generation() => int.TryParse(Emu?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : null;
}
