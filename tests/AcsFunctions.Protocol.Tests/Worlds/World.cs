namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>What there is outside of the operations: storage, ACS, calls still in flight, and what callers were told.</summary>
/// <param name="Upstream">One of those that are kept once: worlds of the same are alike.</param>
/// <param name="Callers">The same.</param>
internal sealed record World(Upstream Upstream, Callers Callers)
{
    /// <summary>The identities that storage ever knew.</summary>
    public IdentitySet Recorded { get; private init; } = Upstream.Mapped | Upstream.PendingDeletions;

    /// <summary>The identities that clean-up found stale.</summary>
    public IdentitySet Stale { get; private init; } = Upstream.Stale;

    /// <summary>After a call.</summary>
    public World With(Upstream upstream) => this with
    {
        Upstream = upstream,
        Recorded = Recorded | upstream.Mapped | upstream.PendingDeletions,
        Stale = Stale | upstream.Stale,
    };

    public bool IsValid(ReturnedToken token) => Upstream.IsValid(token.Value);
}
