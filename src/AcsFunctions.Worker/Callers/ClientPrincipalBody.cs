using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.Callers;

/// <summary>https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities#decode-the-client-principal-header</summary>
internal sealed record ClientPrincipalBody(
    [property: JsonPropertyName("auth_typ")] string? AuthTyp,
    [property: JsonPropertyName("claims")] IReadOnlyList<ClientPrincipalClaim?>? Claims);
