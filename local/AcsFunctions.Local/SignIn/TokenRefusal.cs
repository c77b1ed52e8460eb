using System.Text.Json.Serialization;

namespace AcsFunctions.Local.SignIn;

// https://www.rfc-editor.org/rfc/rfc6749#section-5.2
internal sealed record TokenRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);
