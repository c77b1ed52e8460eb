using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.Http;

/// <summary>What goes over the wire for more than one slice. A field that is misspelled or there twice is refused: ignoring it could widen a request.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(IdentityBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(JobBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ProblemBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TeamsTokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TokenBody), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class HttpJson : JsonSerializerContext;
