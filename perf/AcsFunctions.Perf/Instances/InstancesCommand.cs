using System.Collections.Concurrent;
using AcsFunctions.AcsEmulator;
using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Instances;

/// <summary>
/// One quota for several instances, nothing configured: twice the quota is asked for while instances start, die and come. What counts is
/// what happens from the third window after each change.
/// </summary>
internal sealed class InstancesCommand(TimeProvider clock, TextWriter output)
{
    private const int WindowsToSettle = 2;
    private const int Users = 100;

    // https://learn.microsoft.com/azure/communication-services/concepts/service-limits#identity
    private const int Quota = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(40);

    // Nobody waits longer for a call to start.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="windows">Windows of 30 s that are measured after each change.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(int windows, CancellationToken cancellationToken)
    {
        await using var stack = await PerfStack.StartUpstreamAsync(cancellationToken);
        using var requests = new Requests();
        await using var fleet = new Fleet(stack.Host(PerfStack.AppAtQuota));
        await fleet.AddAsync(1, cancellationToken);
        for (var user = 0; user < Users; user++)
        {
            await requests.CreateUserAsync(fleet.Instances[0], UserId(user), cancellationToken);
        }

        stack.AcsWithQuotas.Faults.NextOfAny(Fault.Delay(Latency), int.MaxValue);
        List<InstancesRow> rows = [];
        await fleet.AddAsync(3, cancellationToken);
        await MeasureAsync("four start", fleet.Instances);
        await fleet.KillAsync(2);
        await MeasureAsync("two of four die", fleet.Instances);
        await MeasureAsync("load through one only", [fleet.Instances[0]]);
        await fleet.AddAsync(2, cancellationToken);
        await MeasureAsync("load through four again", fleet.Instances);
        await fleet.AddAsync(1, cancellationToken);
        await MeasureAsync("a fifth comes", fleet.Instances);

        var table = new MarkdownTable("change", "instances", "of the quota", "refused by ACS", "smallest of fair shares", "");
        foreach (var row in rows)
        {
            table.Add(row.Change, row.Instances, row.Goodput, $"{row.Refused:P1}", row.SmallestShare, row.IsGood ? "met" : "missed");
        }

        await output.WriteLineAsync($"{Machine.Read()}; {windows} windows of 30 s from the third after each change; wanted: ≥ 0.9, ≤ 5 %, ≥ 0.5.");
        await output.WriteLineAsync(table.ToString());
        return rows.TrueForAll(row => row.IsGood) ? 0 : 1;

        async Task MeasureAsync(string change, IReadOnlyList<ServedHost> instances)
        {
            await LoadAsync(WindowsToSettle, instances);
            var before = stack.AcsWithQuotas.Inspection.CallsOf(AcsOperation.IssueAccessToken);
            var answers = await LoadAsync(windows, instances);
            var after = stack.AcsWithQuotas.Inspection.CallsOf(AcsOperation.IssueAccessToken);
            var (calls, succeeded) = (after.Calls - before.Calls, after.Succeeded - before.Succeeded);
            var answered = instances.Sum(instance => answers.GetValueOrDefault(instance.Address));
            rows.Add(new(
                change,
                instances.Count,
                (double)answered / (Quota * windows),
                (double)(calls - succeeded) / calls,
                instances.Min(instance => answers.GetValueOrDefault(instance.Address)) * instances.Count / (double)answered));
            await output.WriteLineAsync($"{change}: {rows[^1]}");
        }

        async Task<IReadOnlyDictionary<Uri, long>> LoadAsync(int windows, IReadOnlyList<ServedHost> instances)
        {
            var answers = new ConcurrentDictionary<Uri, long>();
            var rate = 2 * Quota / Window.TotalSeconds;
            // What comes after the last window is another window's.
            using var end = new CancellationTokenSource(Window * windows, clock);
            await new OpenLoop(clock).RunAsync(rate, (int)(rate * Window.TotalSeconds * windows), SendAsync, cancellationToken);
            return answers;

            async Task SendAsync(int number, CancellationToken token)
            {
                var instance = instances[number % instances.Count];
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(token, end.Token);
                patience.CancelAfter(Patience);
                await requests.PostAsync(instance, $"api/keyed/users/{UserId(number % Users)}/tokens", patience.Token);
                answers.AddOrUpdate(instance.Address, 1, (_, count) => count + 1);
            }
        }
    }

    private static string UserId(int user) => $"local%7Ci{user}";
}
