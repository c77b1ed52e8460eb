using System.Text.Json.Serialization;

namespace AcsFunctions.Local.SignIn;

// https://www.rfc-editor.org/rfc/rfc7517#section-4 and https://www.rfc-editor.org/rfc/rfc7518#section-6.3.1
internal sealed record PublicKey(
    [property: JsonPropertyName("kid")] string Id,
    [property: JsonPropertyName("n")] string Modulus,
    [property: JsonPropertyName("e")] string Exponent)
{
    [JsonPropertyName("kty")]
    public string Type { get; } = "RSA";

    [JsonPropertyName("use")]
    public string Use { get; } = "sig";

    [JsonPropertyName("alg")]
    public string Algorithm { get; } = "RS256";
}
