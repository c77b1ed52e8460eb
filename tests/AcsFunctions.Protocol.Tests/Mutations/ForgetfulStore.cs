using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;
using Azure;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Keeps revocations in the memory of the process that made them, instead of in the table.</summary>
internal sealed class ForgetfulStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private PendingRevocation? pending;

    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        var rows = await base.ListPendingAsync(key, cancellationToken);
        return pending is null ? rows : [.. rows, pending with { ETag = ETag.All }];
    }

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        pending = changes.Select(change => change.Row).OfType<PendingRevocation>().FirstOrDefault() ?? pending;
        RowChange[] sent = [.. changes.Where(change => change.Row is not PendingRevocation)];
        return sent.Length == 0 ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(sent, delivery, cancellationToken);
    }
}
