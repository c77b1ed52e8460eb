using System.Text.Json.Serialization;

namespace AcsFunctions.WindDown;

/// <summary>The report as it is kept with a job and shown to operators.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WindDownReport))]
internal sealed partial class WindDownReportJson : JsonSerializerContext;
