using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Leaves a reservation as it is where it names the same user.</summary>
internal sealed class ContentStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private IndexRow? read;

    public override async Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        read = await base.ReadIndexAsync(communicationUserId, cancellationToken);

    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        changes is [RowChange.Replace { Row: IndexRow index }] && index.Key == read?.Key ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(changes, delivery, cancellationToken);
}
