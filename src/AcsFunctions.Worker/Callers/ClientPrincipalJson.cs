using System.Text.Json.Serialization;

namespace AcsFunctions.Worker.Callers;

/// <summary>Members that the platform adds are skipped; one that is there twice is refused.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ClientPrincipalBody))]
internal sealed partial class ClientPrincipalJson : JsonSerializerContext;
