using System.Globalization;
using AcsFunctions.Identities;
using Azure;

namespace AcsFunctions.Testing.Identities;

/// <summary>
/// The identity table in memory: ETags, transactions and filters as the service has them, and one writer at a time. Holds the same
/// contract suite as the adapter of the real table. What it is not: slow, remote or ever unavailable; for that, wrap it.
/// </summary>
public sealed class InMemoryIdentityStore : IIdentityStore
{
    private const int PageSize = 1000;

    private readonly Lock gate = new();
    private readonly InMemoryBucket?[] partitions = new InMemoryBucket?[Bucket.Count];
    private readonly InMemoryBucket?[] indexParts = new InMemoryBucket?[Bucket.Count];
    private CleanUpCursor cursor = CleanUpCursor.Start;
    private IndexWalk? indexWalk;
    private long version;

    public InMemoryIdentityStore()
    {
    }

    /// <summary>As it was when the rows were taken from a store by <see cref="Rows"/>, ETags included.</summary>
    public InMemoryIdentityStore(IEnumerable<StoredRow> rows, long version)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            Of(row).Put(row, long.Parse(row.ETag.ToString(), CultureInfo.InvariantCulture));
        }

        this.version = version;
    }

    /// <summary>How many rows were written so far; the newest ETag.</summary>
    public long Version
    {
        get
        {
            lock (gate)
            {
                return version;
            }
        }
    }

    public long Count
    {
        get
        {
            lock (gate)
            {
                return partitions.Concat(indexParts).Sum(bucket => (long)(bucket?.Count ?? 0));
            }
        }
    }

    public IReadOnlyList<StoredRow> Rows()
    {
        lock (gate)
        {
            return [.. partitions.Concat(indexParts).OfType<InMemoryBucket>().SelectMany(bucket => bucket.All())];
        }
    }

    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(Of(key).FindUser(key));
        }
    }

    public Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(indexParts[IndexRow.PartOf(communicationUserId).Number]?.FindIndex(communicationUserId));
        }
    }

    public Task<bool> HasUsersAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(partitions.Any(bucket => bucket is { HasUsers: true }));
        }
    }

    public Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<PendingAction>>([.. Of(key).PendingOf(key)]);
        }
    }

    public IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        Pages<PendingAction>(buckets, (rows, last) => rows.UnfinishedAfter(last?.RowKey, PageSize), cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) => Pages<UserRow>(
        buckets, (rows, last) => rows.UsersAfter(last?.Key, row => row.HadLastTokenBefore(lastTokenBefore) || row.IsDeletedBefore(deleteBefore), PageSize), cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        Pages<UserRow>(buckets, (rows, last) => rows.UsersAfter(last?.Key, row => row.WasCreatedFrom(createdFrom), PageSize), cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) => buckets.Each()
        .SelectMany(bucket => Pages<PendingAction>(bucket, (rows, last) => rows.UnfinishedAfter(last?.RowKey, PageSize), cancellationToken)
            .Concat<StoredRow>(Pages<UserRow>(bucket, (rows, last) => rows.UsersAfter(last?.Key, row => row.IsMapped, PageSize), cancellationToken)))
        .ToAsyncEnumerable();

    public IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return parts.Each().SelectMany(part => indexParts[part.Number]?.Index ?? []).Where(row => row.ReservedOn >= from && row.ReservedOn < before).ToArray().ToAsyncEnumerable();
        }
    }

    public IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Pages<UserRow>(buckets, (rows, last) => rows.UsersAfter(last?.Key, row => row.WasFencedBefore(fencedBefore), PageSize), cancellationToken).ToAsyncEnumerable();

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        if (changes.Select(change => change.Row.PartitionKey).Distinct(StringComparer.Ordinal).Count() != 1
            || changes.Select(change => change.Row.RowKey).Distinct(StringComparer.Ordinal).Count() != changes.Count)
        {
            throw new ArgumentException("A transaction lies in one partition and touches each row once.", nameof(changes));
        }

        lock (gate)
        {
            var bucket = Of(changes[0].Row);
            if (!changes.All(change => IsPossible(change, bucket.Find(change.Row), isAlone: changes.Count == 1)))
            {
                return Task.FromResult(WriteOutcome.Conflict);
            }

            foreach (var change in changes)
            {
                Apply(change, bucket);
            }

            return Task.FromResult(WriteOutcome.Done);
        }
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(cursor);
    }

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        this.cursor = cursor;
        return Task.FromResult(WriteOutcome.Done);
    }

    public Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(indexWalk);
    }

    public Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        indexWalk = walk;
        return Task.FromResult(WriteOutcome.Done);
    }

    internal static ETag ToETag(long version) => new(version.ToString(CultureInfo.InvariantCulture));

    private static bool IsPossible(RowChange change, StoredRow? stored, bool isAlone) => change switch
    {
        RowChange.Insert => stored is null,
        RowChange.Upsert => true,
        RowChange.Merge or RowChange.Replace => stored is not null && Matches(change, stored),
        RowChange.Remove => stored is null ? isAlone : Matches(change, stored),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static bool Matches(RowChange change, StoredRow stored) => change.Row.ETag == ETag.All || change.Row.ETag == stored.ETag;

    private void Apply(RowChange change, InMemoryBucket bucket)
    {
        var stored = bucket.Find(change.Row);
        switch (change)
        {
            case RowChange.Remove when stored is not null:
                bucket.Remove(change.Row);
                break;
            case RowChange.Remove:
                break;
            case RowChange.Merge:
                bucket.Put(RowKind.Of(stored!).Merge(change.Row, stored!), ++version);
                break;
            default:
                bucket.Put(change.Row, ++version);
                break;
        }
    }

    private IEnumerable<T> Pages<T>(BucketRange range, Func<InMemoryBucket, T?, List<T>> pageAfter, CancellationToken cancellationToken)
        where T : StoredRow => range.Each().SelectMany(bucket => Pages(bucket, pageAfter, cancellationToken));

    private IEnumerable<T> Pages<T>(Bucket bucket, Func<InMemoryBucket, T?, List<T>> pageAfter, CancellationToken cancellationToken)
        where T : StoredRow
    {
        List<T> page;
        T? last = null;
        do
        {
            lock (gate)
            {
                page = partitions[bucket.Number] is { } rows ? pageAfter(rows, last) : [];
            }

            foreach (var row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
                last = row;
            }
        }
        while (page.Count == PageSize);
    }

    private InMemoryBucket Of(UserKey key) => partitions[key.Bucket.Number] ??= new();

    private InMemoryBucket Of(StoredRow row) => row is IndexRow index ? indexParts[IndexRow.PartOf(index.CommunicationUserId).Number] ??= new() : Of(row.Key);
}
