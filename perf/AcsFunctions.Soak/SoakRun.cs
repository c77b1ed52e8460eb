using AcsFunctions.Soak.Actors;
using AcsFunctions.Soak.Chaos;
using AcsFunctions.Soak.Verdict;

namespace AcsFunctions.Soak;

/// <summary>Trouble for a while, then peace, a clean-up, and the verdict.</summary>
public static class SoakRun
{
    private const int Users = 100;
    private const int BackEnds = 10;
    private const int LeastKills = 2;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestOverrun = TimeSpan.FromMinutes(2);

    internal static async Task<int> PrintAsync(TimeSpan duration, int seed)
    {
        var report = await RunAsync(duration, seed, CancellationToken.None);
        Console.WriteLine(report);
        return report.Broken.Count == 0 ? 0 : 1;
    }

    /// <param name="duration">How long there is trouble; recovery and verdict come on top.</param>
    /// <param name="seed">Decides who does what. Not when: a hundred users and an operating system are not repeatable.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public static async Task<SoakReport> RunAsync(TimeSpan duration, int seed, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var seeds = new Random(seed);
        await using var stack = await SoakStack.StartAsync(cancellationToken);
        using var service = new Service(stack.Functions.FunctionKey);
        var history = new History();
        var judge = new Judge(stack, history);
        var killer = new ProcessKiller(stack, service, Logged, clock, new Random(seeds.Next()));
        var storage = new StorageTrouble(stack.Storage, clock, new Random(seeds.Next()));
        var acs = new AcsTrouble(stack.Acs.Faults, clock, new Random(seeds.Next()));
        string[] names = [.. Enumerable.Range(0, Users).Select(number => $"user{number}")];
        UserActor[] users = [.. names.Select(name => new UserActor(name, service, stack.SignIn, history, clock, new Random(seeds.Next())))];
        BackEndActor[] backEnds = [.. Enumerable.Range(0, BackEnds).Select(_ => new BackEndActor(names, service, history, clock, new Random(seeds.Next())))];

        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            await Task.WhenAll(
            [
                EndAfterEnoughAsync(end),
                UntilAsync(killer.ActAsync, end.Token),
                UntilAsync(storage.ActAsync, end.Token),
                UntilAsync(acs.ActAsync, end.Token),
                .. users.Select(user => UntilAsync(user.ActAsync, end.Token)),
                .. backEnds.Select(backEnd => UntilAsync(backEnd.ActAsync, end.Token)),
            ]);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (stack.StorageEnded.IsCompleted)
        {
            throw new InvalidOperationException("Azurite ended during the soak, and what it held with it: run it again.");
        }

        var cleanUp = await Recovery.CleanUpAsync(stack, cancellationToken);
        await judge.JudgeAsync(cancellationToken);
        judge.Must(cleanUp is { Failed: 0, CutShort: false }, $"the clean-up did not come to its end: {cleanUp}");
        using (await killer.StartAsync(cancellationToken))
        {
            foreach (var user in users)
            {
                var answer = await user.GetTokenAsync(cancellationToken);
                judge.Must(answer?.Token is { } token && stack.Acs.Inspection.Validate(token).Valid, $"7: a user gets no valid token: {answer?.Status}");
            }
        }

        return new SoakReport
        {
            Seed = seed,
            Calls = history.Calls,
            Unanswered = history.Unanswered,
            Tokens = history.Tokens.Count,
            Ends = history.Ends.Count,
            Kills = killer.Kills,
            StorageTroubles = storage.Troubles,
            AcsTroubles = acs.Troubles,
            Unfinished = cleanUp.UnfinishedFound,
            Leaked = judge.Leaked,
            LostCreates = history.LostCreates,
            Broken = judge.Broken,
        };

        // On a busy machine a process may take longer to start than all this was meant to last, and then nothing would be tried.
        async Task EndAfterEnoughAsync(CancellationTokenSource end)
        {
            var started = clock.GetTimestamp();
            await Task.Delay(duration, clock, cancellationToken);
            while ((killer.Kills < LeastKills || history.Ends.IsEmpty) && !stack.StorageEnded.IsCompleted && clock.GetElapsedTime(started) < duration + LongestOverrun)
            {
                await Task.Delay(Glance, clock, cancellationToken);
            }

            await end.CancelAsync();
        }

        void Logged(string line)
        {
            // Every JWT begins like this.
            if (line.Contains("eyJ", StringComparison.Ordinal))
            {
                lock (judge)
                {
                    judge.Must(false, "6: a token is logged");
                }
            }
        }
    }

    private static async Task UntilAsync(Func<CancellationToken, Task> act, CancellationToken end)
    {
        try
        {
            await act(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Its time is over.
        }
    }
}
