using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Shows an operation only the pending actions that it recorded itself.</summary>
internal sealed class SelfishStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private readonly HashSet<string> mine = [];

    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        [.. (await base.ListPendingAsync(key, cancellationToken)).Where(row => mine.Contains(row.RowKey))];

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        mine.UnionWith(changes.Select(change => change.Row.RowKey));
        return base.CommitAsync(changes, delivery, cancellationToken);
    }
}
