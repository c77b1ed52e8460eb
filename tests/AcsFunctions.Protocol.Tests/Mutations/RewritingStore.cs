using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Sends other writes than it is asked to.</summary>
internal sealed class RewritingStore(
    IIdentityStore inner, Func<IReadOnlyList<RowChange>, IEnumerable<RowChange>> rewrite, Delivery? delivery = null) : DelegatingIdentityStore(inner)
{
    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery asked, CancellationToken cancellationToken)
    {
        RowChange[] sent = [.. rewrite(changes)];
        return sent.Length == 0 ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(sent, delivery ?? asked, cancellationToken);
    }
}
