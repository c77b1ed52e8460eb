using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;
using Azure;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>
/// A directory of which only the users' numbers and states are kept, five bytes a row: rows are made when they are asked for, a page at
/// a time, so that what a clean-up holds on to is not lost among them. Knows what a clean-up does, and nothing else.
/// </summary>
internal sealed class GeneratedTable : IIdentityStore
{
    // Small, so that a page is full for any number of rows: a page of the service holds up to a thousand.
    private const int PageSize = 20;

    private readonly State[] states;
    private readonly int[][] buckets;
    private readonly DateTimeOffset now;

    public GeneratedTable(int rows, DateTimeOffset now)
    {
        this.now = now;
        states = new State[rows];
        var numbers = new List<int>[Bucket.Count];
        for (var number = 0; number < rows; number++)
        {
            (numbers[UserKey.Of(UserDirectory.User(number)).Bucket.Number] ??= []).Add(number);
        }

        buckets = [.. numbers.Select(bucket => bucket?.ToArray() ?? [])];
    }

    private enum State : byte
    {
        Mapped,
        PendingDeletion,
        Fence,
    }

    /// <summary>How many of the first ones got their last token a year ago.</summary>
    public required int Stale { get; init; }

    /// <summary>What the rows take.</summary>
    public long Bytes => states.LongLength * (sizeof(State) + sizeof(int));

    public IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange range, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) => Pages(
        range, State.Mapped, number => UserDirectory.Row(number, Stale, now) with { ETag = ETag.All }, row => row.LastTokenOn < lastTokenBefore);

    public IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange range, DateTimeOffset createdFrom, CancellationToken cancellationToken) => Pages(
        range, State.Mapped, number => UserDirectory.Row(number, Stale, now) with { ETag = ETag.All }, row => row.CreatedOn >= createdFrom);

    public IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange range, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) => Pages(
        range,
        State.Mapped,
        number => new IndexRow { Key = UserKey.Of(UserDirectory.User(number)), CommunicationUserId = UserDirectory.Identity(number), ReservedOn = now, ETag = ETag.All },
        row => row.ReservedOn >= from && row.ReservedOn < before);

    public IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange range, CancellationToken cancellationToken) => Pages<PendingAction>(
        range, State.PendingDeletion, number => StoredRows.PendingDeletion(UserDirectory.User(number), UserDirectory.Identity(number), now) with { ETag = ETag.All }, _ => true);

    public IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange range, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It takes a wind-down to ask for all identities.");

    public IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange range, DateTimeOffset fencedBefore, CancellationToken cancellationToken) => Pages(
        range, State.Fence, number => StoredRows.Fence(UserDirectory.User(number), now) with { ETag = ETag.All }, row => row.FencedOn < fencedBefore);

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            if (change.Row is PendingDeletion retired)
            {
                var number = int.Parse(retired.CommunicationUserId[^UserDirectory.NumberDigits..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                states[number] = change is RowChange.Insert ? State.PendingDeletion : State.Fence;
            }
        }

        return Task.FromResult(WriteOutcome.Done);
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Task.FromResult(CleanUpCursor.Start);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => Task.FromResult(WriteOutcome.Done);

    public Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) => Task.FromResult<IndexWalk?>(null);

    public Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken) => Task.FromResult(WriteOutcome.Done);

    public Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) => Task.FromResult<IndexRow?>(null);

    public Task<bool> HasUsersAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => throw new NotSupportedException("A clean-up reads no single row.");

    public Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A clean-up asks for no single user's pending actions.");

    private IAsyncEnumerable<T> Pages<T>(BucketRange range, State state, Func<int, T> make, Func<T, bool> matches) =>
        range.Each().SelectMany(bucket => buckets[bucket.Number]).Where(number => states[number] == state).Select(make).Where(matches).Chunk(PageSize).SelectMany(page => page).ToAsyncEnumerable();
}
