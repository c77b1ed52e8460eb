using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Tokens;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenHeader))]
[JsonSerializable(typeof(EncryptionHeader))]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(EntraClaims))]
[JsonSerializable(typeof(JsonWebKey))]
[JsonSerializable(typeof(JsonWebKeySet))]
internal sealed partial class TokenJson : JsonSerializerContext;
