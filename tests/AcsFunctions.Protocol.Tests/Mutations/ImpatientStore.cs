using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Finds rows stale without allowing for how far the recorded time lags.</summary>
internal sealed class ImpatientStore(IIdentityStore inner, TimeSpan lag) : DelegatingIdentityStore(inner)
{
    public override IAsyncEnumerable<UserRow> ListMappedAsync(
        BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        base.ListMappedAsync(buckets, lastTokenBefore + lag, deleteBefore, cancellationToken);
}
