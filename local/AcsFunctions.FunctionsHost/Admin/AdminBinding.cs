using System.Text.Json.Serialization;

namespace AcsFunctions.FunctionsHost.Admin;

internal sealed record AdminBinding(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("methods"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Methods = null,
    [property: JsonPropertyName("authLevel"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AuthLevel = null,
    [property: JsonPropertyName("schedule"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Schedule = null);
