namespace AcsFunctions.Perf.Report;

/// <summary>From the start of the process to its first answer; medians.</summary>
/// <param name="Variant">What was started.</param>
/// <param name="Build">How it was compiled.</param>
/// <param name="Starts">How many times.</param>
/// <param name="ListeningMilliseconds">Until it listens.</param>
/// <param name="AnsweredMilliseconds">Until the first answer.</param>
/// <param name="CpuMilliseconds">Of the process by then; disturbed less by what else the machine does.</param>
/// <param name="Counters">What the last one had loaded and used by then.</param>
internal sealed record ColdStartRow(
    string Variant, string Build, int Starts, double ListeningMilliseconds, double AnsweredMilliseconds, double CpuMilliseconds, Serving.Counters Counters);
