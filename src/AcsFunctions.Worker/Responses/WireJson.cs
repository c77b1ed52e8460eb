using System.Text.Json.Serialization;
using AcsFunctions.Worker.Compatibility;
using AcsFunctions.Worker.Requests;

namespace AcsFunctions.Worker.Responses;

/// <summary>
/// Everything that goes over the wire as JSON. A field that is misspelled or there twice is refused: ignoring it could widen what was
/// asked for. Each type is only written or only read, and what the other way would need is neither generated nor loaded.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(AcsUserBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CleanUpRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ExportBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(IdentityBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(NestedTokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(NestedTokenRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OperationBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ProblemBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ScopeRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StatusBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TeamsTokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TeamsTokenRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TokenRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WindDownRequestBody), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class WireJson : JsonSerializerContext;
