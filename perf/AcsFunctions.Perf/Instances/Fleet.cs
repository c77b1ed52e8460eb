using AcsFunctions.Perf.Serving;

namespace AcsFunctions.Perf.Instances;

/// <summary>Instances of the function app, each with a host and a worker process of its own, that come and go.</summary>
/// <param name="plan">What each of them serves.</param>
/// <param name="published">Where the apps were published to; null for what was built.</param>
internal sealed class Fleet(HostPlan plan, string? published = null) : IAsyncDisposable
{
    private readonly List<ServerProcess> alive = [];

    public IReadOnlyList<ServedHost> Instances => [.. alive.Select(process => process[plan.Name])];

    public async Task AddAsync(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            alive.Add(await ServerProcess.StartAsync(new ServePlan([plan], CountsUpstream: false) { Published = published }, cancellationToken));
        }
    }

    /// <summary>What each of them has used.</summary>
    public Task<Counters[]> ReadCountersAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(alive.Select(process => process.ReadCountersAsync(cancellationToken)));

    /// <summary>Ends the first ones as a machine that is lost ends them: nothing is said to anybody.</summary>
    public async Task KillAsync(int count)
    {
        foreach (var process in alive.Take(count).ToArray())
        {
            alive.Remove(process);
            process.Kill();
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in alive)
        {
            await process.DisposeAsync();
        }
    }
}
