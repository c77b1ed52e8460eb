using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Shows a mapped row as one that may be claimed.</summary>
internal sealed class OverwritingStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        await base.ReadAsync(key, cancellationToken) is { IsMapped: true } row ? row.ToFence(Timeline.Now) with { ETag = row.ETag } : await base.ReadAsync(key, cancellationToken);
}
