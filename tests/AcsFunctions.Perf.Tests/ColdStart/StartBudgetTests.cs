using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>
/// What a start loads, counted in a process of its own beside the same host with an empty function. Counts and not milliseconds: they
/// hardly depend on the machine, or on how busy it is. Who exceeds a budget on purpose raises it here, and says why in docs/performance-tables.md.
/// </summary>
[Collection(nameof(Alone))]
public sealed class StartBudgetTests(StartFixture fixture) : IClassFixture<StartFixture>
{
    [Fact]
    public void A_start_stays_within_its_budget() => AssertWithin(Budget.OfStart, fixture.Start, fixture.EmptyStart);

    [Fact]
    public void A_first_token_stays_within_its_budget() => AssertWithin(Budget.OfFirstToken, fixture.FirstToken, fixture.EmptyAnswer);

    [Fact]
    public void What_would_exceed_the_budget_is_counted()
    {
        Assert.Contains("OpenTelemetry", fixture.ExportingStart.Assemblies);
        AssertEachExceeded(Budget.OfStart, fixture.ExportingStart, fixture.EmptyStart);
    }

    private static void AssertWithin(Budget budget, Counters app, Counters empty)
    {
        var exceeded = budget.Exceeded(app, empty).ToArray();
        Assert.True(exceeded.Length == 0, string.Join("; ", exceeded));
        // Each is loaded by a setting or an operation that was not asked for.
        Assert.DoesNotContain(app.Assemblies, name =>
            name.StartsWith("OpenTelemetry", StringComparison.Ordinal) || name is "Azure.Identity" or "Azure.Monitor.OpenTelemetry.Exporter" or "Microsoft.Identity.Client");
        // A budget far above what is used would notice nothing.
        AssertEachExceeded(budget * 0.7, app, empty);
    }

    private static void AssertEachExceeded(Budget budget, Counters app, Counters empty)
    {
        var exceeded = budget.Exceeded(app, empty).ToArray();
        string[] counts = budget.CompiledMethods is null ? ["assemblies", "bytes allocated"] : ["assemblies", "methods compiled", "bytes allocated"];
        Assert.All(counts, count => Assert.Contains(exceeded, one => one.Contains($" {count}", StringComparison.Ordinal)));
    }
}
