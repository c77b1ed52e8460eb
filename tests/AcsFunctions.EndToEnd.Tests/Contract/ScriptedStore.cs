using AcsFunctions.Identities;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>The app's table, in the mood that the script says.</summary>
internal sealed class ScriptedStore(IIdentityStore store, Script script) : IIdentityStore
{
    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => await Well().ReadAsync(key, cancellationToken);

    public async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        await Well().ListUnfinishedAsync(key, cancellationToken);

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        Well().ListUnfinishedAsync(bucket, cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        Well().ListMappedAsync(bucket, lastTokenBefore, cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Well().ListFencesAsync(bucket, fencedBefore, cancellationToken);

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        script.Store == StoreMood.Contended ? WriteOutcome.Conflict : await Well().CommitAsync(changes, delivery, cancellationToken);

    public async Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => await Well().ReadCursorAsync(cancellationToken);

    public async Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) =>
        await Well().WriteCursorAsync(cursor, cancellationToken);

    private IIdentityStore Well() => script.Store switch
    {
        StoreMood.Unreachable => throw new IdentityStoreException("Unreachable, by script."),
        StoreMood.Broken => throw new InvalidOperationException("Broken, by script."),
        _ => store,
    };
}
