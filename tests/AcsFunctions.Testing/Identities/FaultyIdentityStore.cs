using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>A store that goes wrong as its test says. Everything else goes through.</summary>
public sealed class FaultyIdentityStore(IIdentityStore inner) : IIdentityStore
{
    /// <summary>Whether reading a user's own rows fails.</summary>
    public Func<UserKey, bool> IsUnreadable { get; set; } = _ => false;

    /// <summary>Whether listing a bucket fails.</summary>
    public Func<Bucket, bool> IsBucketUnreadable { get; set; } = _ => false;

    public Func<IReadOnlyList<RowChange>, StoreFault> WriteFault { get; set; } = _ => StoreFault.None;

    public bool IsCursorUnreadable { get; set; }

    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable() : inner.ReadAsync(key, cancellationToken);

    public Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable() : inner.ListUnfinishedAsync(key, cancellationToken);

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, inner.ListUnfinishedAsync(bucket, cancellationToken), cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        ListAsync(bucket, inner.ListMappedAsync(bucket, lastTokenBefore, cancellationToken), cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListAsync(bucket, inner.ListFencesAsync(bucket, fencedBefore, cancellationToken), cancellationToken);

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        var fault = WriteFault(changes);
        if (fault == StoreFault.Dropped)
        {
            return WriteOutcome.Unknown;
        }

        var outcome = await inner.CommitAsync(changes, delivery, cancellationToken);
        return fault == StoreFault.AnswerLost ? WriteOutcome.Unknown : outcome;
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) =>
        IsCursorUnreadable ? throw Unreadable() : inner.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => inner.WriteCursorAsync(cursor, cancellationToken);

    private static IdentityStoreException Unreadable() => new("Scripted.");

    private async IAsyncEnumerable<T> ListAsync<T>(Bucket bucket, IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsBucketUnreadable(bucket))
        {
            throw Unreadable();
        }

        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }
}
