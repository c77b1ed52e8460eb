using AcsFunctions.Identities;
using Azure;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Keeps revocations in the memory of the process that made them, instead of in the table.</summary>
internal sealed class ForgetfulStore(IIdentityStore inner) : MutantStore(inner)
{
    private RevokingRow? promise;

    public override async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        var rows = await base.ListUnfinishedAsync(key, cancellationToken);
        return promise is null ? rows : [.. rows, promise with { ETag = ETag.All }];
    }

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        promise = changes.Select(change => change.Row).OfType<RevokingRow>().FirstOrDefault() ?? promise;
        RowChange[] sent = [.. changes.Where(change => change.Row is not RevokingRow)];
        return sent.Length == 0 ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(sent, delivery, cancellationToken);
    }
}
