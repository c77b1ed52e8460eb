using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>The table as an operation sees it while it is being explored.</summary>
internal sealed class ScriptedStore(Script script) : IIdentityStore
{
    private const AskTraits Reading = AskTraits.Read;

    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => (UserRow?)await ReadAsync(
        "read the user's row",
        async store => await store.ReadAsync(key, cancellationToken) is var row ? new Reply(Print.Row(row), row) : null!);

    public async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) => (IReadOnlyList<UnfinishedRow>)(await ReadAsync(
        "list the user's promises",
        async store => await store.ListUnfinishedAsync(key, cancellationToken) is var rows ? new Reply(Print.Rows(rows), rows) : null!))!;

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ListAsync("list promises", store => store.ListUnfinishedAsync(bucket, cancellationToken));

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        ListAsync("list stale rows", store => store.ListMappedAsync(bucket, lastTokenBefore, cancellationToken));

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListAsync("list old fences", store => store.ListFencesAsync(bucket, fencedBefore, cancellationToken));

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
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
            async (store, _) => Outcome(await store.CommitAsync(changes, delivery, cancellationToken))));
        return reply.Value is WriteOutcome outcome ? outcome : WriteOutcome.Unknown;
    }

    // What a clean-up run does with its cursor touches no user.
    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Task.FromResult(CleanUpCursor.Start);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => Task.FromResult(WriteOutcome.Done);

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
