using System.Text.Json.Serialization;
using AcsFunctions.Sweeps;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>The report as it is kept with a job and shown to operators.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CleanUpReport))]
internal sealed partial class CleanUpReportJson : JsonSerializerContext;
