using System.Collections.Concurrent;
using System.Net;
using AcsFunctions.Soak.Actors;
using AcsFunctions.Soak.Chaos;
using AcsFunctions.Soak.Verdict;
using AcsFunctions.Soak.Witnesses;

namespace AcsFunctions.Soak;

/// <summary>Trouble for a while, then peace, a clean-up, and the verdict.</summary>
public static class SoakRun
{
    private const int Users = 100;
    private const int BackEnds = 10;
    private const int LeastKills = 2;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    // A job whose carrier was killed waits for the end of its lease: the deadline of the soak's clean-up and half a minute. Instead of waiting, too, the last worker's clock is ahead.
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(1);

    // What a sabotaged worker does wrong shows sooner if it is left alone.
    private static readonly TimeSpan Unkilled = TimeSpan.FromHours(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestOverrun = TimeSpan.FromMinutes(2);

    internal static async Task<int> PrintAsync(TimeSpan duration, int seed, bool isSabotaged = false)
    {
        var report = await RunAsync(duration, seed, isSabotaged, CancellationToken.None);
        Console.WriteLine(report);
        return report.Broken.Count == 0 ? 0 : 1;
    }

    /// <param name="duration">How long there is trouble; recovery and verdict come on top.</param>
    /// <param name="seed">Decides who does what, and, by being even, that tokens are handed out again. Not when: a hundred users and an operating system are not repeatable.</param>
    /// <param name="isSabotaged">Whether the worker breaks three promises on purpose, which the verdict must see (<see cref="SabotagedStore"/>).</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public static async Task<SoakReport> RunAsync(TimeSpan duration, int seed, bool isSabotaged, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var seeds = new Random(seed);
        var cachesTokens = seed % 2 == 0;
        await using var stack = await SoakStack.StartAsync(cachesTokens, isSabotaged, cancellationToken);
        using var service = new Service(stack.FunctionKey, stack.MasterKey);
        var history = new History();
        var creates = new CreateLedger();
        var judge = new Judge(stack, history, creates);
        var storage = new StorageTrouble(stack.Storage, clock, new Random(seeds.Next()));
        var acs = new AcsTrouble(stack.Acs.Faults, clock, new Random(seeds.Next()));
        string[] names = [.. Enumerable.Range(0, Users).Select(number => $"user{number}")];
        UserActor[] users = [.. names.Select(name => new UserActor(name, service, stack.SignIn, history, clock, new Random(seeds.Next())))];
        var operatorActor = new OperatorActor(service, clock, new Random(seeds.Next()));
        BackEndActor[] backEnds = [.. Enumerable.Range(0, BackEnds).Select(_ => new BackEndActor(names, service, history, clock, new Random(seeds.Next())))];

        WorkerKiller killer;
        await using (var host = await SoakHost.StartAsync(stack, TimeSpan.Zero, Logged, cancellationToken))
        {
            service.Address = host.BaseAddress;
            killer = new WorkerKiller(host, history, isSabotaged ? Unkilled : LongestLife, clock, new Random(seeds.Next()));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAll(
            [
                EndAfterEnoughAsync(end),
                UntilAsync(killer.ActAsync, end.Token),
                UntilAsync(storage.ActAsync, end.Token),
                UntilAsync(acs.ActAsync, end.Token),
                UntilAsync(operatorActor.ActAsync, end.Token),
                .. users.Select(user => UntilAsync(user.ActAsync, end.Token)),
                .. backEnds.Select(backEnd => UntilAsync(backEnd.ActAsync, end.Token)),
            ]);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (stack.StorageEnded.IsCompleted)
        {
            throw new InvalidOperationException("Azurite ended during the soak, and what it held with it: run it again.");
        }

        // What a killed worker had sent may still be on its way, held up. A later clean-up would see to it; here there is only one.
        stack.Storage.Cut();
        stack.Storage.Mend();
        var endedInTrouble = operatorActor.Ended;
        judge.JudgeEnds("before the clean-up");
        var cleanUp = await Recovery.CleanUpAsync(stack, cancellationToken);
        await judge.JudgeAsync(cancellationToken);
        judge.Must(cleanUp is { Failed: 0, CutShort: false }, $"the clean-up did not come to its end: {cleanUp}");
        await SettleAsync();

        return new SoakReport
        {
            Seed = seed,
            CachesTokens = cachesTokens,
            Calls = history.Calls,
            Unanswered = history.Unanswered,
            Tokens = history.Tokens.Count,
            Ends = history.Ends.Count,
            Kills = killer.Kills,
            StorageTroubles = storage.Troubles,
            AcsTroubles = acs.Troubles,
            Jobs = operatorActor.Jobs,
            JobsEndedInTrouble = endedInTrouble,
            Unfinished = cleanUp.UnfinishedFound,
            Creates = creates.Asked,
            CreatesAnswered = creates.Answered,
            Lost = judge.Lost.Count == 0 ? "none" : string.Join(", ", judge.Lost.Select(loss => $"{loss.Value} {loss.Key}")),
            Sabotaged = creates.ForgottenLosers + creates.UnendedSessions + creates.EarlyDeletes,
            Broken = judge.Broken,
        };

        async Task SettleAsync()
        {
            await using (var host = await SoakHost.StartAsync(stack, LongestLease, Logged, cancellationToken))
            {
                service.Address = host.BaseAddress;
                // As many at once as there are users: of thousands at once most would get no answer, which says nothing.
                string[] ended = [.. history.Ends.Select(end => end.Session).OfType<string>()];
                ConcurrentBag<string> notRefused = [];
                await Parallel.ForEachAsync(ended, new ParallelOptions { MaxDegreeOfParallelism = Users, CancellationToken = cancellationToken }, async (session, _) =>
                {
                    var answer = await service.AskAsync(HttpMethod.Post, "me/tokens", session);
                    if (answer is not { Status: HttpStatusCode.Unauthorized })
                    {
                        notRefused.Add(answer is null ? "no answer" : $"{answer.Status}");
                    }
                });
                judge.Must(
                    notRefused.IsEmpty,
                    $"3: {notRefused.Count} of {ended.Length} sessions that were ended are not refused: {string.Join(", ", notRefused.CountBy(answer => answer).Select(count => $"{count.Value} {count.Key}"))}");

                var left = await operatorActor.FinishAsync(cancellationToken);
                judge.Must(left.Count == 0, $"jobs: {left.Count} of {operatorActor.Jobs} that were recorded never came to an end");

                foreach (var answer in await Task.WhenAll(users.Select(user => user.GetTokenAsync(cancellationToken))))
                {
                    judge.Must(answer?.Token is { } token && stack.Acs.Inspection.Validate(token).Valid, $"7: a user gets no valid token: {answer?.Status}");
                }
            }
        }

        // On a busy machine a worker may take longer to start than all this was meant to last, and then nothing would be tried.
        async Task EndAfterEnoughAsync(CancellationTokenSource end)
        {
            var started = clock.GetTimestamp();
            await Task.Delay(duration, clock, cancellationToken);
            while (!WasEnough() && !stack.StorageEnded.IsCompleted && clock.GetElapsedTime(started) < duration + LongestOverrun)
            {
                await Task.Delay(Glance, clock, cancellationToken);
            }

            await end.CancelAsync();
        }

        // Of some unended sessions nobody ends the session again, which would hide it.
        bool WasEnough() => isSabotaged
            ? creates is { ForgottenLosers: >= 3, UnendedSessions: >= 20, EarlyDeletes: >= 3 }
            : killer.Kills >= LeastKills && !history.Ends.IsEmpty && operatorActor.Jobs > 0;

        void Logged(string line)
        {
            creates.Read(line);
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
