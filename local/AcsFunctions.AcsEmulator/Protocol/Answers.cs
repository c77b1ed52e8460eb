using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>Makes answers, and holds the service's own refusals as they were observed.</summary>
internal static class Answers
{
    public static AcsErrorAnswer Denied { get; } = new(401, "Denied", "Denied by the resource provider.");

    public static AcsErrorAnswer IdentityNotOwned { get; } = new(401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.");

    public static AcsErrorAnswer InvalidAccessToken { get; } = new(401, "InvalidAccessToken", "Provided access token is not valid.");

    public static AcsResponse NoContent { get; } = new(204);

    public static AcsResponse Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static AcsResponse Error(AcsErrorAnswer error, string? target = null, string? reason = null)
    {
        var body = new ErrorBody(new ErrorDetail(error.Code, error.Message, target));
        return Json(error.Status, body, AcsJson.Wire.ErrorBody) with { Reason = reason };
    }

    public static AcsResponse Invalid(string message, string target) => Error(new AcsErrorAnswer(400, "ValidationError", message), target);

    /// <summary>The refusal of model binding: the field's name in PascalCase, twice.</summary>
    public static AcsResponse Required(string field) => Invalid($"{field}: The {field} field is required.", field);
}
