using System.Text.Json.Serialization;

namespace AcsFunctions.FunctionsHost.Admin;

/// <summary>A function as the admin API lists it, in that API's own spelling.</summary>
internal sealed record AdminFunction(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("isDisabled")] bool IsDisabled,
    [property: JsonPropertyName("invoke_url_template")] string? InvokeUrlTemplate,
    [property: JsonPropertyName("config")] AdminFunctionConfig Config)
{
    public static AdminFunction From(FunctionDescription function) => new(
        function.Name,
        "dotnet-isolated",
        IsDisabled: false,
        function.Route is { } route ? $"/{route}" : null,
        new AdminFunctionConfig([function.Kind == FunctionKind.Timer
            ? new AdminBinding("timerTrigger", Schedule: function.Schedule)
            : new AdminBinding("httpTrigger", Methods: function.Methods, AuthLevel: function.AuthorizationLevel?.ToString())]));
}
