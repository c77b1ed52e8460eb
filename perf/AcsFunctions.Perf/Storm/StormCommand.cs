using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.FloorApp;
using AcsFunctions.Identities;
using AcsFunctions.Perf.CleanUp;
using AcsFunctions.Perf.Instances;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;
using AcsFunctions.Testing.Identities;
using Azure.Data.Tables;

namespace AcsFunctions.Perf.Storm;

/// <summary>Users come back within a second after an outage of ACS, many times as many as its quota lets have a token, and wait as they are told.</summary>
internal sealed class StormCommand(TimeProvider clock, TextWriter output)
{
    // Of the quota, for what comes before the storm: less than an instance may use before it knows of others.
    private const int FirstPart = 10;

    public async Task<int> RunAsync(StormPlan plan, CancellationToken cancellationToken)
    {
        var report = await MeasureAsync(plan, cancellationToken);
        await output.WriteLineAsync($"{Machine.Read()}");
        await output.WriteLineAsync($"{report}");
        await output.WriteLineAsync($"{MarkdownReport.Of(report.Targets)}");
        return report.Targets.All(target => target.IsMet) ? 0 : 1;
    }

    public async Task<StormReport> MeasureAsync(StormPlan plan, CancellationToken cancellationToken)
    {
        var published = plan.IsPublished ? await PublishedApps.PublishOursAsync(cancellationToken) : null;
        await using var stack = await PerfStack.StartUpstreamAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("acs-functions-storm-");
        try
        {
            var state = Path.Combine(folder.FullName, "acs");
            await FillAsync(plan.Users, stack, state, cancellationToken);
            await using var acs = await AcsIdentityEmulator.StartAsync(
                new AcsEmulatorOptions
                {
                    PersistencePath = state,
                    SigningAlgorithm = TokenSigningAlgorithm.ES256,
                    Quotas = true,
                    QuotaWindow = plan.Window,
                    QuotaFactor = plan.QuotaFactor,
                },
                cancellationToken);
            await using var fleet = new Fleet(Host(stack, acs, plan), published);
            await fleet.AddAsync(plan.Instances, cancellationToken);
            using var clients = new StormClients(fleet.Instances, clock);
            return await MeasureAsync(plan, acs, fleet, clients, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<StormReport> MeasureAsync(StormPlan plan, AcsIdentityEmulator acs, Fleet fleet, StormClients clients, CancellationToken cancellationToken)
    {
        await WarmUpAsync(plan, clients, cancellationToken);
        acs.Faults.NextOfAny(Fault.Answer(503), int.MaxValue);
        var outage = await Task.WhenAll(Enumerable.Range(0, plan.Quota / FirstPart).Select(user => clients.AskAsync(user, cancellationToken)));
        acs.Faults.Clear();
        if (outage.FirstOrDefault(answer => answer.Status != HttpStatusCode.ServiceUnavailable) is { } other)
        {
            throw new InvalidOperationException($"While ACS was out, a user was answered {other}.");
        }

        var tally = new StormTally(plan.Users);
        var callsBefore = acs.Inspection.CallsOf(AcsOperation.IssueAccessToken);
        var started = clock.GetTimestamp();
        var before = await fleet.ReadCountersAsync(cancellationToken);
        var storm = clients.ComeAsync(plan.Users, tally, cancellationToken);
        await tally.EveryoneHeard.WaitAsync(cancellationToken);
        var (answered, refused, rush) = (tally.Answered, tally.Refused, clock.GetElapsedTime(started));
        var rushed = await fleet.ReadCountersAsync(cancellationToken);
        var elapsed = await storm;
        var after = await fleet.ReadCountersAsync(cancellationToken);
        var callsAfter = acs.Inspection.CallsOf(AcsOperation.IssueAccessToken);
        return new(plan, tally, elapsed)
        {
            RefusedInOutage = outage.Length,
            Rush = new(rush, Cpu(rushed) - Cpu(before), answered, refused),
            Ebb = new(elapsed - rush, Cpu(after) - Cpu(rushed), tally.Answered - answered, tally.Refused - refused),
            GrownBytes = after.Zip(before, (then, once) => then.PeakWorkingSetBytes - once.WorkingSetBytes).Max(),
            AcsCalls = (callsAfter.Calls - callsBefore.Calls, callsAfter.Calls - callsAfter.Succeeded - (callsBefore.Calls - callsBefore.Succeeded)),
        };

        static double Cpu(Counters[] counters) => counters.Sum(one => one.CpuMilliseconds);
    }

    // The app was at work before: what is compiled when it is first called is no cost of the storm. What that took of the quota is there again a window later.
    private async Task WarmUpAsync(StormPlan plan, StormClients clients, CancellationToken cancellationToken)
    {
        for (var user = 0; user < plan.Quota / FirstPart; user++)
        {
            await clients.AskAsync(user, cancellationToken);
        }

        await Task.Delay(plan.Window + TimeSpan.FromSeconds(1), clock, cancellationToken);
    }

    // Without the quota, which would take as long for the identities as for the tokens; what it created is there when it comes back with one.
    private async Task FillAsync(int users, PerfStack stack, string state, CancellationToken cancellationToken)
    {
        await using var acs = await AcsIdentityEmulator.StartAsync(
            new AcsEmulatorOptions { PersistencePath = state, SigningAlgorithm = TokenSigningAlgorithm.ES256 }, cancellationToken);
        var identities = await new UpstreamClients(acs.ConnectionString, stack.Tables.ConnectionString).CreateAsync(users, cancellationToken);
        var table = new TableClient(stack.Tables.ConnectionString, new IdentityStoreOptions().TableName);
        await table.CreateIfNotExistsAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await UserDirectory.FillAsync(table, identities.Select((identity, user) => StoredRows.Mapped(StormClients.User(user), identity, now)));
    }

    private static HostPlan Host(PerfStack stack, AcsIdentityEmulator acs, StormPlan plan)
    {
        var host = stack.Host(PerfStack.AppAtQuota);
        return host with
        {
            Settings = new Dictionary<string, string?>(host.Settings)
            {
                ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = acs.ConnectionString,
                ["Acs:Quota:Window"] = $"{plan.Window}",
                ["Acs:Quota:Tokens"] = $"{plan.Quota}",
            },
        };
    }
}
