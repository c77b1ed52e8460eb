using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>The table as an operation sees it while it is being explored.</summary>
/// <param name="script">Gives the replies.</param>
/// <param name="seesIndex">Whether calls about index rows alone are steps that can fail. Where nobody adopts or looks up, nothing depends on them.</param>
internal sealed class ScriptedStore(Script script, bool seesIndex) : IIdentityStore
{
    private const AskTraits Reading = AskTraits.Read;

    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => (UserRow?)await ReadAsync(
        $"read the user's row{Print.Of(key)}",
        async store => await store.ReadAsync(key, CancellationToken.None) is var row ? new Reply(Print.Row(row), row) : null!);

    public async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) => (IReadOnlyList<PendingAction>)(await ReadAsync(
        $"list the user's pending actions{Print.Of(key)}",
        async store => await store.ListPendingAsync(key, CancellationToken.None) is var rows ? new Reply(Print.Rows(rows), rows) : null!))!;

    public IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        ListAsync("list pending actions", store => store.ListPendingAsync(buckets, CancellationToken.None));

    public async Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) => !seesIndex ? null : (IndexRow?)await ReadAsync(
        $"read the index row of {communicationUserId}",
        async store => await store.ReadIndexAsync(communicationUserId, CancellationToken.None) is var row ? new Reply(Print.Row(row), row) : null!);

    public IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) => ListAsync(
        $"list rows without a token since {(lastTokenBefore - Timeline.Now).TotalHours}h, and guests to go before {(deleteBefore - Timeline.Now).TotalHours}h",
        store => store.ListMappedAsync(buckets, lastTokenBefore, deleteBefore, CancellationToken.None));

    public IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        ListAsync("list mapped rows", store => store.ListMappedSinceAsync(buckets, createdFrom, CancellationToken.None));

    public IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        ListAsync("list all identities", store => store.ListIdentitiesAsync(buckets, CancellationToken.None));

    // In one call instead of one for each part: in which part a row is changes nothing.
    public IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        ListAsync("list index rows", store => store.Rows().OfType<IndexRow>().ToAsyncEnumerable());

    public IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListAsync("list old fences", store => store.ListFencesAsync(buckets, fencedBefore, CancellationToken.None));

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        if (!seesIndex && changes.All(change => change.Row is IndexRow))
        {
            return WriteOutcome.Done;
        }

        var traits = AskTraits.CanBeLate;
        if (changes.Any(change => change is RowChange.Merge or RowChange.Replace or RowChange.Remove))
        {
            traits |= AskTraits.Conditional;
        }

        if (delivery == Delivery.Repeated)
        {
            traits |= AskTraits.Repeatable;
        }

        var reply = await script.AskAsync(new Ask(
            Print.Changes(changes),
            traits,
            async (store, _) => Outcome(await store.CommitAsync(changes, delivery, CancellationToken.None))));
        return reply.Value is WriteOutcome outcome ? outcome : WriteOutcome.Unknown;
    }

    // What a clean-up run does with its cursor touches no user.
    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Task.FromResult(CleanUpCursor.Start);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => Task.FromResult(WriteOutcome.Done);

    // The walk is complete in every world: where it is not, nobody adopts.
    public Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) => Task.FromResult<IndexWalk?>(IndexWalk.Completed(Timeline.LongAgo));

    public Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken) => Task.FromResult(WriteOutcome.Done);

    public Task<bool> HasUsersAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    internal static Reply Outcome(WriteOutcome outcome) => new(outcome.ToString(), outcome);

    private async Task<object?> ReadAsync(string name, Func<InMemoryIdentityStore, Task<Reply>> carryOut)
    {
        var reply = await script.AskAsync(new Ask(name, Reading, (store, _) => carryOut(store)));
        return reply == Reply.None ? throw new IdentityStoreException("No answer.") : reply.Value;
    }

    private async IAsyncEnumerable<T> ListAsync<T>(string name, Func<InMemoryIdentityStore, IAsyncEnumerable<T>> list)
        where T : StoredRow
    {
        var rows = (List<T>)(await ReadAsync(
            name,
            async store => await list(store).ToListAsync() is var found ? new Reply(Print.Rows(found), found) : null!))!;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
