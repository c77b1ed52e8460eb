using System.Text.Json.Serialization;
using AcsFunctions.Worker.Compatibility;
using AcsFunctions.Worker.Requests;

namespace AcsFunctions.Worker.Responses;

/// <summary>Everything that goes over the wire as JSON. A field that is misspelled or there twice is refused: ignoring it could widen what was asked for.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(AcsUserBody))]
[JsonSerializable(typeof(CleanUpRequestBody))]
[JsonSerializable(typeof(ExportBody))]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(NestedTokenBody))]
[JsonSerializable(typeof(NestedTokenRequestBody))]
[JsonSerializable(typeof(OperationBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ScopeRequestBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(TeamsTokenBody))]
[JsonSerializable(typeof(TeamsTokenRequestBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TokenRequestBody))]
[JsonSerializable(typeof(WindDownRequestBody))]
internal sealed partial class WireJson : JsonSerializerContext;
