using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Shows an operation only the promises that it made itself.</summary>
internal sealed class SelfishStore(IIdentityStore inner) : MutantStore(inner)
{
    private readonly HashSet<string> mine = [];

    public override async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        [.. (await base.ListUnfinishedAsync(key, cancellationToken)).Where(row => mine.Contains(row.RowKey))];

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        mine.UnionWith(changes.Select(change => change.Row.RowKey));
        return base.CommitAsync(changes, delivery, cancellationToken);
    }
}
