using System.Text.Json.Serialization;

namespace AcsFunctions.AcsEmulator.Persistence;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StateEntry))]
internal sealed partial class StateJson : JsonSerializerContext;
