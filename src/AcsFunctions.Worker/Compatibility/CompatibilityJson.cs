using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>What goes over the wire here. A field that is misspelled or there twice is refused: ignoring it could widen a request.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(AcsUserBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(NestedTokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(NestedTokenRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ScopeRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class CompatibilityJson : JsonSerializerContext;
