using System.Collections.Concurrent;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The workers that were started and have not connected yet. A process that does not know such a name is no worker of this host.</summary>
internal sealed class ExpectedWorkers
{
    private readonly ConcurrentDictionary<string, WorkerChannel> byId = new(StringComparer.Ordinal);

    public void Expect(string workerId, WorkerChannel channel) => byId[workerId] = channel;

    public void Forget(string workerId) => byId.TryRemove(workerId, out _);

    public WorkerChannel? Take(string workerId) => byId.TryRemove(workerId, out var channel) ? channel : null;
}
