using AcsFunctions.AcsEmulator;
using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>Twice the quota is asked for: how much of it becomes tokens? Ours issues and the sample creates, which are quotas of their own, so both run at once.</summary>
internal sealed class GoodputScenario(PerfStack stack, Requests requests, TimeProvider clock)
{
    // https://learn.microsoft.com/azure/communication-services/concepts/service-limits#identity
    private const double QuotaPerSecond = 1000 / 30.0;

    private const int Users = 50;
    private const int WindowsToSettle = 2;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(40);

    // Nobody waits longer for a call to start; an answer after it is none.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<GoodputRow>> RunAsync(TimeSpan window, int windows, CancellationToken cancellationToken)
    {
        var ours = stack.Server[PerfStack.AppAtQuota];
        var sample = stack.Server[PerfStack.ProbesAtQuota];
        for (var user = 0; user < Users; user++)
        {
            await requests.CreateUserAsync(ours, $"local%7Cq{user}", cancellationToken);
        }

        stack.AcsWithQuotas.Faults.NextOfAny(Fault.Delay(Latency), int.MaxValue);
        return await Task.WhenAll(
            OverrunAsync(
                Variants.Keyed,
                AcsOperation.IssueAccessToken,
                (i, token) => requests.PostAsync(ours, $"api/keyed/users/local%7Cq{i % Users}/tokens", token)),
            OverrunAsync(Variants.Sample, AcsOperation.CreateIdentity, (_, token) => requests.PostAsync(sample, "api/sample", token)));

        async Task<GoodputRow> OverrunAsync(string variant, AcsOperation operation, Func<int, CancellationToken, Task> send)
        {
            // Instances that share a quota settle first.
            await new OpenLoop(clock).RunAsync(
                2 * QuotaPerSecond, (int)(2 * QuotaPerSecond * WindowsToSettle * window.TotalSeconds), (number, token) => SendPatientlyAsync(number, token, CancellationToken.None), cancellationToken);
            var duration = window * windows;
            var offered = (int)(2 * QuotaPerSecond * duration.TotalSeconds);
            // What comes after the last window is another window's.
            using var end = new CancellationTokenSource(duration, clock);
            var before = stack.AcsWithQuotas.Inspection.CallsOf(operation);
            var result = await new OpenLoop(clock).RunAsync(2 * QuotaPerSecond, offered, (number, token) => SendPatientlyAsync(number, token, end.Token), cancellationToken);
            var after = stack.AcsWithQuotas.Inspection.CallsOf(operation);
            var (calls, succeeded) = (after.Calls - before.Calls, after.Succeeded - before.Succeeded);
            return new GoodputRow(
                variant, offered, result.Succeeded, calls, calls - succeeded, result.Succeeded / (QuotaPerSecond * duration.TotalSeconds), result.Milliseconds(99));

            async Task SendPatientlyAsync(int number, CancellationToken token, CancellationToken tooLate)
            {
                using var patience = new CancellationTokenSource(Patience, clock);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, tooLate, token);
                await send(number, both.Token);
            }
        }
    }
}
