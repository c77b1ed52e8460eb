using System.Text.Json.Serialization;

namespace AcsFunctions.Local.SignIn;

internal sealed record PublicKeySet([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys);
