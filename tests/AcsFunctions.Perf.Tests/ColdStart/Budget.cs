using System.Globalization;
using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>How much more than the same host with an empty function may be loaded and used.</summary>
/// <param name="Assemblies">Loaded.</param>
/// <param name="CompiledMethods">Compiled at run time; what is published is compiled ahead, but for a half.</param>
/// <param name="AllocatedBytes">On the managed heap.</param>
internal sealed record Budget(double Assemblies, double CompiledMethods, double AllocatedBytes)
{
    public static Budget OfStart { get; } = new(20, 420, 1.5e6);

    public static Budget OfFirstToken { get; } = new(22, 1800, 2.35e6);

    public static Budget operator *(Budget budget, double factor) =>
        new(budget.Assemblies * factor, budget.CompiledMethods * factor, budget.AllocatedBytes * factor);

    public IEnumerable<string> Exceeded(Counters app, Counters empty)
    {
        var more = app.Assemblies.Except(empty.Assemblies).ToArray();
        return new[]
        {
            (What: $"assemblies ({string.Join(", ", more)})", Used: (double)more.Length, Allowed: Assemblies),
            (What: "methods compiled", Used: (double)(app.CompiledMethods - empty.CompiledMethods), Allowed: CompiledMethods),
            (What: "bytes allocated", Used: (double)(app.AllocatedBytes - empty.AllocatedBytes), Allowed: AllocatedBytes),
        }
        .Where(count => count.Used > count.Allowed)
        .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Used:F0} {count.What}, where {count.Allowed:F0} are allowed"));
    }
}
