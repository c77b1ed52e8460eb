using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>A store that goes wrong as its test says. Everything else goes through.</summary>
public sealed class FaultyIdentityStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    /// <summary>Whether reading a user's own rows fails.</summary>
    public Func<UserKey, bool> IsUnreadable { get; set; } = _ => false;

    /// <summary>Whether a user's own row makes no sense.</summary>
    public Func<UserKey, bool> IsMalformed { get; set; } = _ => false;

    /// <summary>Whether listing a bucket fails, alone or among others.</summary>
    public Func<Bucket, bool> IsBucketUnreadable { get; set; } = _ => false;

    public Func<IReadOnlyList<RowChange>, StoreFault> WriteFault { get; set; } = _ => StoreFault.None;

    public bool IsCursorUnreadable { get; set; }

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable()
        : IsMalformed(key) ? throw new IdentityStoreException("Scripted.") { IsRowMalformed = true }
        : base.ReadAsync(key, cancellationToken);

    public override Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        IsUnreadable(key) ? throw Unreadable() : base.ListPendingAsync(key, cancellationToken);

    public override IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        ListAsync(buckets, base.ListPendingAsync(buckets, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListMappedAsync(
        BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        ListAsync(buckets, base.ListMappedAsync(buckets, lastTokenBefore, deleteBefore, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        ListAsync(buckets, base.ListMappedSinceAsync(buckets, createdFrom, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        ListAsync(buckets, base.ListIdentitiesAsync(buckets, cancellationToken), cancellationToken);

    public override IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListAsync(buckets, base.ListFencesAsync(buckets, fencedBefore, cancellationToken), cancellationToken);

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

    // What comes before the first bucket that cannot be read is listed.
    private async IAsyncEnumerable<T> ListAsync<T>(BucketRange buckets, IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : StoredRow
    {
        Bucket? unreadable = buckets.Each().Where(IsBucketUnreadable).Select(bucket => (Bucket?)bucket).FirstOrDefault();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.Key.Bucket.Number >= unreadable?.Number)
            {
                break;
            }

            yield return row;
        }

        if (unreadable is not null)
        {
            throw Unreadable();
        }
    }
}
