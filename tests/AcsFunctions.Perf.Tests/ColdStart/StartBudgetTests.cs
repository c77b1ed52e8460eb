using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>
/// What a start loads, counted in a process of its own beside the same host with an empty function. Counts and not milliseconds: they
/// are the same on every machine, however busy it is. Who exceeds a budget on purpose raises it here, and says why in docs/performance-tables.md.
/// </summary>
[Collection(nameof(Alone))]
public sealed class StartBudgetTests(StartFixture fixture) : IClassFixture<StartFixture>
{
    private const string TokenPath = "api/keyed/users/local%7Cbudget/tokens";

    [Fact]
    public async Task A_start_stays_within_its_budget()
    {
        var app = await StartFixture.StartAsync(fixture.Stack.DeployedHost(PerfStack.App));

        AssertWithin(Budget.OfStart, app, fixture.EmptyStart);
    }

    [Fact]
    public async Task A_first_token_stays_within_its_budget()
    {
        // The table and the identity are there before, as they are for all but the first start of all.
        await StartFixture.StartAsync(fixture.Stack.Host(PerfStack.App), TokenPath);

        var empty = await StartFixture.StartAsync(fixture.Stack.DeployedHost(PerfStack.Empty), PerfStack.EmptyPath);
        var app = await StartFixture.StartAsync(fixture.Stack.DeployedHost(PerfStack.App), TokenPath);

        AssertWithin(Budget.OfFirstToken, app, empty);
    }

    [Fact]
    public async Task What_would_exceed_the_budget_is_counted()
    {
        var plain = fixture.Stack.DeployedHost(PerfStack.App);
        var exporting = plain with
        {
            Settings = new Dictionary<string, string?>(plain.Settings) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" },
        };

        var app = await StartFixture.StartAsync(exporting);

        Assert.Contains("OpenTelemetry", app.Assemblies);
        AssertEachExceeded(Budget.OfStart, app, fixture.EmptyStart);
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
