using System.Globalization;
using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>How much more than a worker with an empty function a worker may load and use.</summary>
/// <param name="Assemblies">Loaded.</param>
/// <param name="CompiledMethods">Compiled at run time. Null at a start: until the first call the two do not differ by more than chance.</param>
/// <param name="AllocatedBytes">On the managed heap.</param>
internal sealed record Budget(double Assemblies, double? CompiledMethods, double AllocatedBytes)
{
    public static Budget OfStart { get; } = new(13, null, 1.3e6);

    public static Budget OfFirstToken { get; } = new(16, 1050, 2.4e6);

    public static Budget operator *(Budget budget, double factor) =>
        new(budget.Assemblies * factor, budget.CompiledMethods * factor, budget.AllocatedBytes * factor);

    public IEnumerable<string> Exceeded(Counters app, Counters empty)
    {
        var more = app.Assemblies.Except(empty.Assemblies).ToArray();
        return new[]
        {
            (What: $"assemblies ({string.Join(", ", more)})", Used: (double)more.Length, Allowed: Assemblies),
            (What: "methods compiled", Used: (double)(app.CompiledMethods - empty.CompiledMethods), Allowed: CompiledMethods ?? double.PositiveInfinity),
            (What: "bytes allocated", Used: (double)(app.AllocatedBytes - empty.AllocatedBytes), Allowed: AllocatedBytes),
        }
        .Where(count => count.Used > count.Allowed)
        .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Used:F0} {count.What}, where {count.Allowed:F0} are allowed"));
    }
}
