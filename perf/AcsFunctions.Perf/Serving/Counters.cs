using System.Diagnostics;
using System.Runtime;

namespace AcsFunctions.Perf.Serving;

/// <summary>What a worker process has used since it started.</summary>
/// <param name="CpuMilliseconds">Of all its threads, user and system.</param>
/// <param name="AllocatedBytes">On the managed heap.</param>
/// <param name="Assemblies">The names of those that are loaded.</param>
/// <param name="CompiledMethods">How many the just-in-time compiler had to compile; what was compiled ahead does not count.</param>
/// <param name="WorkingSetBytes">Memory of the process.</param>
/// <param name="PeakWorkingSetBytes">The most that this has been.</param>
/// <param name="Upstream">HTTP requests sent, by the port they went to.</param>
internal sealed record Counters(
    double CpuMilliseconds, long AllocatedBytes, IReadOnlyList<string> Assemblies, long CompiledMethods, long WorkingSetBytes, long PeakWorkingSetBytes, IReadOnlyDictionary<int, long> Upstream)
{
    public static Counters Read(UpstreamCounter? upstream)
    {
        using var process = Process.GetCurrentProcess();
        return new Counters(
            process.TotalProcessorTime.TotalMilliseconds,
            GC.GetTotalAllocatedBytes(precise: true),
            [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name ?? "").Order(StringComparer.Ordinal)],
            JitInfo.GetCompiledMethodCount(currentThread: false),
            process.WorkingSet64,
            process.PeakWorkingSet64,
            upstream?.ByPort ?? new Dictionary<int, long>());
    }

    public static Counters operator +(Counters one, Counters other) => new(
        one.CpuMilliseconds + other.CpuMilliseconds,
        one.AllocatedBytes + other.AllocatedBytes,
        [.. one.Assemblies.Union(other.Assemblies).Order(StringComparer.Ordinal)],
        one.CompiledMethods + other.CompiledMethods,
        one.WorkingSetBytes + other.WorkingSetBytes,
        one.PeakWorkingSetBytes + other.PeakWorkingSetBytes,
        one.Upstream.Concat(other.Upstream).GroupBy(calls => calls.Key, calls => calls.Value).ToDictionary(calls => calls.Key, calls => calls.Sum()));

    public long UpstreamTo(int port) => Upstream.GetValueOrDefault(port);
}
