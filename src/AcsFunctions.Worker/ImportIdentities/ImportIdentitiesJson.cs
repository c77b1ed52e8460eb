using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>What goes over the wire here. A field that is misspelled or there twice is refused: ignoring it could widen a request.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(ImportRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImportedIdentityBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImportedBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class ImportIdentitiesJson : JsonSerializerContext;
