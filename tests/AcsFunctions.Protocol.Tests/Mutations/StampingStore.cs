using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Stamps the index rows that a walk writes as looked at already, so that no later walk looks at them.</summary>
internal sealed class StampingStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private static readonly DateTimeOffset LookedAt = DateTimeOffset.UnixEpoch;

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) => base.CommitAsync(
        [.. changes.Select(change => change is RowChange.Insert { Row: IndexRow index } ? new RowChange.Insert(index with { ReservedOn = LookedAt }) : change)], delivery, cancellationToken);

    public override IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        base.ListIndexAsync(parts, from, before, cancellationToken).Where(index => index.ReservedOn != LookedAt);
}
