using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>A store that goes wrong as its test says. Everything else goes through.</summary>
public sealed class FaultyIdentityStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    /// <summary>Whether reading a user's own rows fails.</summary>
    public Func<UserKey, bool> IsUnreadable { get; set; } = _ => false;

    /// <summary>Whether listing a bucket fails.</summary>
    public Func<Bucket, bool> IsBucketUnreadable { get; set; } = _ => false;

    public Func<IReadOnlyList<RowChange>, StoreFault> WriteFault { get; set; } = _ => StoreFault.None;

    public bool IsCursorUnreadable { get; set; }

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable() : base.ReadAsync(key, cancellationToken);

    public override Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable() : base.ListPendingAsync(key, cancellationToken);

    public override IAsyncEnumerable<PendingAction> ListPendingAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ListAsync(bucket, base.ListPendingAsync(bucket, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListMappedAsync(
        Bucket bucket, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        ListAsync(bucket, base.ListMappedAsync(bucket, lastTokenBefore, deleteBefore, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListMappedSinceAsync(Bucket bucket, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        ListAsync(bucket, base.ListMappedSinceAsync(bucket, createdFrom, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListAsync(bucket, base.ListFencesAsync(bucket, fencedBefore, cancellationToken), cancellationToken);

    public override async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        var fault = WriteFault(changes);
        if (fault == StoreFault.Dropped)
        {
            return WriteOutcome.Unknown;
        }

        var outcome = await base.CommitAsync(changes, delivery, cancellationToken);
        return fault == StoreFault.AnswerLost ? WriteOutcome.Unknown : outcome;
    }

    public override Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) =>
        IsCursorUnreadable ? throw Unreadable() : base.ReadCursorAsync(cancellationToken);

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
