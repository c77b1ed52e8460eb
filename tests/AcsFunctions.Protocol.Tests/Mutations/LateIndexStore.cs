using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Holds an index row back until the user has the identity.</summary>
internal sealed class LateIndexStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private RowChange? held;

    public override async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        if (changes is [RowChange.Insert { Row: IndexRow }])
        {
            held = changes[0];
            return WriteOutcome.Done;
        }

        var outcome = await base.CommitAsync(changes, delivery, cancellationToken);
        if (held is { } index && changes.Any(change => change.Row is UserRow { IsMapped: true }))
        {
            held = null;
            await base.CommitAsync([index], Delivery.Repeated, cancellationToken);
        }

        return outcome;
    }
}
