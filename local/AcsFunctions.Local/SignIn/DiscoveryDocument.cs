using System.Text.Json.Serialization;

namespace AcsFunctions.Local.SignIn;

// https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata, less the pages this issuer does not have.
internal sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint)
{
    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; } = ["token"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> SigningAlgorithms { get; } = ["RS256"];
}
