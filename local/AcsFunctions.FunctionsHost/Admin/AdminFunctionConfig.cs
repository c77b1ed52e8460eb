using System.Text.Json.Serialization;

namespace AcsFunctions.FunctionsHost.Admin;

internal sealed record AdminFunctionConfig([property: JsonPropertyName("bindings")] IReadOnlyList<AdminBinding> Bindings);
