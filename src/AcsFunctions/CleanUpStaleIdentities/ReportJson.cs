using System.Text.Json.Serialization;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>Reports as they are kept with a run and shown to operators.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CleanUpReport))]
[JsonSerializable(typeof(WindDownReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
