using System.Text.Json.Serialization;

namespace AcsFunctions.Local.SignIn;

// https://www.rfc-editor.org/rfc/rfc6749#section-5.1
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds,
    [property: JsonPropertyName("scope")] string Scope);
