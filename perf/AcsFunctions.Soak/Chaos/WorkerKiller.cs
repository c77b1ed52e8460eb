using System.Diagnostics;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Soak.Actors;

namespace AcsFunctions.Soak.Chaos;

/// <summary>Kills the worker process again and again: nothing is finished, nothing more is said. The host starts the next one by itself.</summary>
/// <param name="longestLife">Of most workers, from the first call that it served; the shortest is a fifth of it.</param>
internal sealed class WorkerKiller(LocalFunctionsHost host, History history, TimeSpan longestLife, TimeProvider clock, Random random)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    // For workers that end sooner after their start than this the host takes ever longer to start another: now and then one has to live
    // on, or most of the time there would be none.
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(10);
    private const int LongLifeEvery = 3;

    private readonly TimeSpan shortestLife = longestLife / 5;

    public int Kills { get; private set; }

    public async Task ActAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var served = history.Served;
            using var worker = await FindAsync(cancellationToken);
            // On a busy machine a worker may take longer than a life to serve anything, and then nothing would be tried.
            while (history.Served == served)
            {
                await Task.Delay(Glance, clock, cancellationToken);
            }

            await Task.Delay(NextLife(), clock, cancellationToken);
            worker.Kill();
            Kills++;
            while (host.WorkerProcessIds.Contains(worker.Id))
            {
                await Task.Delay(Glance, clock, cancellationToken);
            }
        }
    }

    private async Task<Process> FindAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (host.WorkerProcessIds is [var id])
            {
                return Process.GetProcessById(id);
            }

            await Task.Delay(Glance, clock, cancellationToken);
        }
    }

    private TimeSpan NextLife()
    {
        var life = shortestLife + ((longestLife - shortestLife) * random.NextDouble());
        return (Kills + 1) % LongLifeEvery == 0 ? LongLife + life : life;
    }
}
