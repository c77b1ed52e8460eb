using System.Globalization;
using System.Runtime.InteropServices;

namespace AcsFunctions.Perf.Report;

/// <summary>Where it was measured.</summary>
internal sealed record Machine(string Processor, int Cores, double MemoryGibibytes, string System, string Runtime)
{
    private const string LoadAverage = "/proc/loadavg";
    private const string ProcessorInfo = "/proc/cpuinfo";

    /// <summary>How many processes wanted a core at the end of the measurement, its own included; null where the system does not tell.</summary>
    public double? Load { get; init; }

    public static Machine Read() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription)
    {
        Load = File.Exists(LoadAverage) ? double.Parse(File.ReadAllText(LoadAverage).Split(' ')[0], CultureInfo.InvariantCulture) : null,
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGibibytes:F0} GiB; {System}; {Runtime}{(Load is null ? "" : $"; load {Load:F1}")}");

    private static string ProcessorName() => File.Exists(ProcessorInfo)
        ? File.ReadLines(ProcessorInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
