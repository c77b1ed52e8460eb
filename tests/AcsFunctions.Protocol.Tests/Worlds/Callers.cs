using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>Calls still in flight, and what callers were told. Worlds that differ only in what storage and ACS hold have the same.</summary>
internal sealed record Callers
{
    /// <summary>Calls whose callers gave up, and that will take effect yet.</summary>
    public IReadOnlyList<Ask> Late { get; init; } = [];

    public IReadOnlyList<ReturnedToken> ReturnedTokens { get; init; } = [];

    /// <summary>Tokens that instances may hand out again.</summary>
    public IReadOnlyList<CachedToken> CachedTokens { get; init; } = [];

    /// <summary>The latest beginning of a revoke or delete that was answered as done.</summary>
    public DateTimeOffset? SessionsEndedOn { get; init; }

    /// <summary>Those that print alike are alike.</summary>
    public override string ToString() => string.Join(
        "; ",
        string.Join(" & ", Late.Select(ask => "late: " + ask.Name)),
        string.Join(' ', ReturnedTokens.Select(token => $"{token.Value}@{(token.Session - Timeline.Now)?.TotalHours}{(token.IsRecent ? "!" : null)}")),
        string.Join(' ', CachedTokens.Select(cached => $"kept {cached.Token.Value}{(cached.Identity.TokensValidFrom - Timeline.Now)?.TotalHours}")),
        $"ended {(SessionsEndedOn - Timeline.Now)?.TotalHours}");
}
