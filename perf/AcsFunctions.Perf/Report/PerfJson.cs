using System.Text.Json.Serialization;
using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Report;

[JsonSourceGenerationOptions(WriteIndented = false)]
[JsonSerializable(typeof(ServePlan))]
[JsonSerializable(typeof(List<ServedHost>))]
[JsonSerializable(typeof(Counters))]
[JsonSerializable(typeof(PerfReport))]
[JsonSerializable(typeof(ColdStartReport))]
internal sealed partial class PerfJson : JsonSerializerContext;
