using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>
/// What an instance remembers of the user from before an exploration begins. It was true once, and need not be now; a memory that grows
/// while the operations run is one of these, or what an operation reads at its own beginning.
/// </summary>
/// <param name="Identity">The identity last seen in the user's row.</param>
/// <param name="Token">A token of that identity that was handed out and kept.</param>
/// <param name="CachesTokens">Whether tokens are handed out again at all.</param>
internal sealed record CacheState(CachedIdentity? Identity, string? Token, bool CachesTokens)
{
    public static CacheState None { get; } = new(null, null, CachesTokens: false);

    public static CacheState Of(string identity, DateTimeOffset? tokensValidFrom) =>
        new(new(identity, tokensValidFrom, tokensValidFrom is null ? DateTimeOffset.MinValue : null), null, CachesTokens: false);

    /// <summary>The user's row as it would have to be if the cacheState were true; no touch is due.</summary>
    public UserRow? AsRow => Identity is null ? null : StoredRows.Mapped(Operations.User, Identity.CommunicationUserId, Timeline.Now) with { TokensValidFrom = Identity.TokensValidFrom };

    public IdentityCache ToCache(Mutation mutation)
    {
        var cache = new IdentityCache(
            Operations.Options, Operations.Reuse(CachesTokens), mutation.CachesTokensAtOnce ? TimeSpan.Zero : IdentityRegistry.RequestMargin);
        if (Identity is not null)
        {
            cache.Set(Operations.Key, Identity);
            if (Token is not null)
            {
                cache.Add(TokenCacheKey.Of(Operations.Key, Operations.TokenRequest), new(Identity, new AcsToken(Token, Timeline.Afterwards.AddHours(1))), Timeline.EarlierRevoke);
            }
        }

        return cache;
    }
}
