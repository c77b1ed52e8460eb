using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>Counts what is asked of a store; a listing is one call, however many pages it has.</summary>
/// <param name="inner">The store.</param>
/// <param name="look">Done now and then, in the middle of the work.</param>
internal sealed class CountingStore(IIdentityStore inner, Action look) : DelegatingIdentityStore(inner)
{
    private const int CallsBetweenLooks = 400;

    private int calls;
    private int reads;
    private int listings;
    private int writes;

    /// <summary>All, the clean-up's own notes included: where it stopped, and how far the index is looked at.</summary>
    public int Calls => calls;

    /// <summary>Of a single row, or of what is pending for a single user.</summary>
    public int Reads => reads;

    public int Listings => listings;

    /// <summary>Transactions.</summary>
    public int Writes => writes;

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => Counted(ref reads, base.ReadAsync(key, cancellationToken));

    public override Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        Counted(ref reads, base.ListPendingAsync(key, cancellationToken));

    public override IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        Counted(ref listings, base.ListPendingAsync(buckets, cancellationToken));

    public override IAsyncEnumerable<UserRow> ListMappedAsync(
        BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        Counted(ref listings, base.ListMappedAsync(buckets, lastTokenBefore, deleteBefore, cancellationToken));

    public override IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        Counted(ref listings, base.ListMappedSinceAsync(buckets, createdFrom, cancellationToken));

    public override IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        Counted(ref listings, base.ListIndexAsync(parts, from, before, cancellationToken));

    public override Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        Counted(ref reads, base.ReadIndexAsync(communicationUserId, cancellationToken));

    public override Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) => Counted(base.ReadIndexWalkAsync(cancellationToken));

    public override Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken) => Counted(base.WriteIndexWalkAsync(walk, cancellationToken));

    public override IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Counted(ref listings, base.ListFencesAsync(buckets, fencedBefore, cancellationToken));

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        Counted(ref writes, base.CommitAsync(changes, delivery, cancellationToken));

    public override Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Counted(base.ReadCursorAsync(cancellationToken));

    public override Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => Counted(base.WriteCursorAsync(cursor, cancellationToken));

    private T Counted<T>(ref int kind, T answer)
    {
        Interlocked.Increment(ref kind);
        return Counted(answer);
    }

    private T Counted<T>(T answer)
    {
        if (Interlocked.Increment(ref calls) % CallsBetweenLooks == 0)
        {
            look();
        }

        return answer;
    }
}
