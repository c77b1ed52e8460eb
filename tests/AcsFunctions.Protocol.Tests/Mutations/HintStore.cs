using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Takes what the index says for the row of the user whom it names.</summary>
internal sealed class HintStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private IndexRow? read;

    public override async Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        read = await base.ReadIndexAsync(communicationUserId, cancellationToken);

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => read?.Key == key
        ? Task.FromResult<UserRow?>(new() { Key = key, CommunicationUserId = read.CommunicationUserId, CreatedOn = Timeline.LongAgo, LastTokenOn = Timeline.LongAgo })
        : base.ReadAsync(key, cancellationToken);
}
