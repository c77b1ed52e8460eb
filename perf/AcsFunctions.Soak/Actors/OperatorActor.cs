using System.Collections.Concurrent;
using System.Net;

namespace AcsFunctions.Soak.Actors;

/// <summary>
/// An operator who has jobs carried out by whichever worker lives just now: clean-ups that count and clean-ups that delete, and now and
/// then one that is to stop. What was recorded must come to an end, however often whoever carries it is killed.
/// </summary>
internal sealed class OperatorActor(Service service, TimeProvider clock, Random random)
{
    private static readonly TimeSpan LongestPeace = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly string[] Over = ["finished", "stopped", "failed"];

    private readonly ConcurrentDictionary<string, string> jobs = new(StringComparer.Ordinal);

    /// <summary>How many were recorded.</summary>
    public int Jobs => jobs.Count;

    /// <summary>How many came to their end while there was trouble.</summary>
    public int Ended => jobs.Values.Count(Over.Contains);

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await StepAsync();
            await Task.Delay(LongestPause * random.NextDouble(), clock, cancellationToken);
        }
    }

    /// <summary>Carries on until every job is over; what is left is what never will be.</summary>
    public async Task<IReadOnlyList<string>> FinishAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (Left().Count > 0 && clock.GetElapsedTime(started) < LongestPeace)
        {
            await service.RunTimerAsync("CarryOutRuns");
            await LookAsync(Left());
            await Task.Delay(LongestPause, clock, cancellationToken);
        }

        return Left();
    }

    private async Task StepAsync()
    {
        var job = await service.AskJobAsync(HttpMethod.Post, "clean-up", random.Next(2) == 0 ? """{"dryRun":true}""" : """{"dryRun":false}""");
        if (job is { Id: { } id })
        {
            jobs.TryAdd(id, job.Status);
        }

        await service.RunTimerAsync("CarryOutRuns");
        var left = Left();
        if (left.Count > 0 && random.Next(10) == 0)
        {
            await service.AskJobAsync(HttpMethod.Delete, left[random.Next(left.Count)], body: null);
        }

        await LookAsync(left);
    }

    private async Task LookAsync(IReadOnlyList<string> left)
    {
        foreach (var id in left)
        {
            if (await service.AskJobAsync(HttpMethod.Get, id, body: null) is { } job)
            {
                // A job that was recorded is there for a month.
                jobs[id] = job.HttpStatus == HttpStatusCode.NotFound ? "lost" : job.Id is null ? jobs[id] : job.Status;
            }
        }
    }

    private List<string> Left() => [.. jobs.Where(job => !Over.Contains(job.Value)).Select(job => job.Key)];
}
