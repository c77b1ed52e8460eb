using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>Counts requests about single users, and can hold reads and writes back.</summary>
public sealed class CountingIdentityStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private int reads;
    private int lists;
    private int writes;

    public int Reads => Volatile.Read(ref reads);

    public int Lists => Volatile.Read(ref lists);

    public int Writes => Volatile.Read(ref writes);

    public int Requests => Reads + Lists + Writes;

    /// <summary>What a read waits for.</summary>
    public Task ReadGate { get; set; } = Task.CompletedTask;

    /// <summary>What a write waits for.</summary>
    public Task WriteGate { get; set; } = Task.CompletedTask;

    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        await ReadGate.WaitAsync(cancellationToken);
        return await base.ReadAsync(key, cancellationToken);
    }

    public override Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return base.ReadIndexAsync(communicationUserId, cancellationToken);
    }

    public override Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref lists);
        return base.ListPendingAsync(key, cancellationToken);
    }

    public override async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        await WriteGate.WaitAsync(cancellationToken);
        return await base.CommitAsync(changes, delivery, cancellationToken);
    }
}
