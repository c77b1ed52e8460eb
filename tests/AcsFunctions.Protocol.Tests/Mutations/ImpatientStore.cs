using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Finds rows stale without allowing for how far the recorded time lags.</summary>
internal sealed class ImpatientStore(IIdentityStore inner, TimeSpan lag) : MutantStore(inner)
{
    public override IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        base.ListMappedAsync(bucket, lastTokenBefore + lag, cancellationToken);
}
