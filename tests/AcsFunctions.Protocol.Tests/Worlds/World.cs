using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>What there is outside of the operations: storage, ACS, calls still in flight, and what callers were told.</summary>
internal sealed record World(Upstream Upstream)
{
    /// <summary>Calls whose callers gave up, and that will take effect yet.</summary>
    public IReadOnlyList<Ask> Late { get; init; } = [];

    public IReadOnlyList<ReturnedToken> ReturnedTokens { get; init; } = [];

    /// <summary>Tokens that instances may hand out again.</summary>
    public IReadOnlyList<CachedToken> CachedTokens { get; init; } = [];

    /// <summary>The identities that storage ever knew.</summary>
    public IdentitySet Recorded { get; private init; } = Upstream.Mapped | Upstream.PendingDeletions;

    /// <summary>The identities that clean-up found stale.</summary>
    public IdentitySet Stale { get; private init; } = Upstream.Stale;

    /// <summary>The latest beginning of a revoke or delete that was answered as done.</summary>
    public DateTimeOffset? SessionsEndedOn { get; init; }

    /// <summary>After a call.</summary>
    public World With(Upstream upstream) => this with
    {
        Upstream = upstream,
        Recorded = Recorded | upstream.Mapped | upstream.PendingDeletions,
        Stale = Stale | upstream.Stale,
    };

    public bool IsValid(ReturnedToken token) => Upstream.IsValid(token.Value);

    /// <summary>Worlds that print alike are alike.</summary>
    public override string ToString() => string.Join(
        "; ",
        Upstream,
        string.Join(" & ", Late.Select(ask => "late: " + ask.Name)),
        string.Join(' ', ReturnedTokens.Select(token => $"{token.Value}@{(token.Session - Timeline.Now)?.TotalHours}{(token.IsRecent ? "!" : null)}")),
        string.Join(' ', CachedTokens.Select(cached => $"kept {cached.Token.Value}{(cached.Identity.TokensValidFrom - Timeline.Now)?.TotalHours}")),
        $"recorded {Recorded}, stale {Stale}, ended {(SessionsEndedOn - Timeline.Now)?.TotalHours}");
}
