using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.Callers;

internal sealed record ClientPrincipalClaim(
    [property: JsonPropertyName("typ")] string? Typ,
    [property: JsonPropertyName("val")] string? Val);
