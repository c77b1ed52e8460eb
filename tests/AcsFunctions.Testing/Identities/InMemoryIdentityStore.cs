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
    private readonly InMemoryBucket?[] buckets = new InMemoryBucket?[Bucket.Count];
    private CleanUpCursor cursor = CleanUpCursor.Start;
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
            Of(row.Key).Put(row, long.Parse(row.ETag.ToString(), CultureInfo.InvariantCulture));
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
                return buckets.Sum(bucket => (long)(bucket?.Count ?? 0));
            }
        }
    }

    public IReadOnlyList<StoredRow> Rows()
    {
        lock (gate)
        {
            return [.. buckets.SelectMany(bucket => bucket?.All() ?? [])];
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

    public Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<UnfinishedRow>>([.. Of(key).UnfinishedOf(key)]);
        }
    }

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        Pages<UnfinishedRow>(bucket, (rows, last) => rows.UnfinishedAfter(last?.RowKey, PageSize), cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        Pages<UserRow>(bucket, (rows, last) => rows.UsersAfter(last?.Key, row => row.HadLastTokenBefore(lastTokenBefore), PageSize), cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Pages<UserRow>(bucket, (rows, last) => rows.UsersAfter(last?.Key, row => row.WasFencedBefore(fencedBefore), PageSize), cancellationToken).ToAsyncEnumerable();

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        if (changes.Select(change => change.Row.Key.Bucket).Distinct().Count() != 1
            || changes.Select(change => change.Row.RowKey).Distinct(StringComparer.Ordinal).Count() != changes.Count)
        {
            throw new ArgumentException("A transaction lies in one bucket and touches each row once.", nameof(changes));
        }

        lock (gate)
        {
            var bucket = Of(changes[0].Row.Key);
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

    private static StoredRow Merged(StoredRow change, StoredRow stored) => (change, stored) is (UserRow set, UserRow old)
        ? old with
        {
            CommunicationUserId = set.CommunicationUserId ?? old.CommunicationUserId,
            CreatedOn = set.CreatedOn ?? old.CreatedOn,
            LastTokenOn = set.LastTokenOn ?? old.LastTokenOn,
            TokensValidFrom = set.TokensValidFrom ?? old.TokensValidFrom,
            FencedOn = set.FencedOn ?? old.FencedOn,
            UserId = set.UserId ?? old.UserId,
        }
        : change;

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
                bucket.Put(Merged(change.Row, stored!), ++version);
                break;
            default:
                bucket.Put(change.Row, ++version);
                break;
        }
    }

    private IEnumerable<T> Pages<T>(Bucket bucket, Func<InMemoryBucket, T?, List<T>> pageAfter, CancellationToken cancellationToken)
        where T : StoredRow
    {
        List<T> page;
        T? last = null;
        do
        {
            lock (gate)
            {
                page = buckets[bucket.Number] is { } rows ? pageAfter(rows, last) : [];
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

    private InMemoryBucket Of(UserKey key) => buckets[key.Bucket.Number] ??= new();
}
