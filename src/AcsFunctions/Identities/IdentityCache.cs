using AcsFunctions.Acs;
using Azure;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>
/// Identities and tokens of users, cached on this instance: bounded in size and gone when it stops. Nothing in it is ever trusted: the registry
/// reads the user's row before it hands anything out. Safe for concurrent use.
/// </summary>
public sealed class IdentityCache
{
    // What the map of the library needs.
    private const int SmallestMap = 3;

    private readonly TokenReuseOptions reuse;
    private readonly TimeSpan quietTime;
    // By the user's hash: a map by text is code of the runtime's own, compiled ahead, where one by a type of ours is compiled at the first token.
    private readonly ConcurrentLru<string, CachedIdentity>? identities;
    private readonly ConcurrentLru<TokenCacheKey, CachedToken>? tokens;

    public IdentityCache(IOptions<IdentityOptions> options, IOptions<TokenReuseOptions> reuse)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Value, (reuse ?? throw new ArgumentNullException(nameof(reuse))).Value, IdentityRegistry.RequestMargin)
    {
    }

    /// <param name="options">How much to cache.</param>
    /// <param name="reuse">Whether to keep tokens.</param>
    /// <param name="quietTime">How long after the last revocation was seen to be over another try at it may still reach ACS.</param>
    internal IdentityCache(IdentityOptions options, TokenReuseOptions reuse, TimeSpan quietTime)
    {
        this.reuse = reuse;
        this.quietTime = quietTime;
        identities = options.RememberedIdentities > 0 ? new(Math.Max(SmallestMap, options.RememberedIdentities)) : null;
        tokens = reuse.Enabled ? new(reuse.Capacity) : null;
    }

    internal bool CachesTokens => tokens is not null;

    /// <summary>Creations under way: an identity is created once for a user, however many requests want it.</summary>
    internal SingleFlight<UserKey, Result<IdentityRegistry.Claim, Refusal>> Creations { get; } = new(mustEnd: true);

    /// <summary>Tokens being issued. Shared only among those that believe the same of the user.</summary>
    internal SingleFlight<(TokenCacheKey Key, string CommunicationUserId, DateTimeOffset? TokensValidFrom), Result<AcsToken, AcsRefusal>> Issues { get; } = new();

    /// <summary>Reads of users' rows, where requests of one user are likely to come together.</summary>
    internal RequestCoalescer<UserKey, UserRow?> Reads { get; } = new();

    /// <summary>Touches of users' rows: of one version of a row, only one can succeed.</summary>
    internal RequestCoalescer<(UserKey User, ETag Version), WriteOutcome> Touches { get; } = new();

    internal CachedIdentity? Find(UserKey user) => identities is not null && identities.TryGet(user.Hash, out var known) ? known : null;

    /// <summary>What was known of pending revocations stays true as long as the row says the same.</summary>
    internal CachedIdentity Set(UserRow row)
    {
        var seen = CachedIdentity.Of(row);
        var known = Find(row.Key);
        return known is not null && known.IsConfirmedBy(row) ? known : Set(row.Key, seen);
    }

    internal CachedIdentity Set(UserKey user, CachedIdentity identity)
    {
        identities?.AddOrUpdate(user.Hash, identity);
        return identity;
    }

    internal void Remove(UserKey user) => identities?.TryRemove(user.Hash);

    /// <summary>A kept token with enough life left.</summary>
    internal CachedToken? Find(TokenCacheKey cacheKey, DateTimeOffset now) =>
        tokens is not null && tokens.TryGet(cacheKey, out var cached) && cached.Token.ExpiresOn - now >= reuse.LeastLifeLeft ? cached : null;

    /// <summary>Whether a token that ACS is asked for now may be handed to others: not where a revocation might be under way that will end it.</summary>
    internal bool MayBeShared(CachedIdentity identity, DateTimeOffset askedOn) =>
        tokens is not null && identity.SettledOn is { } settledOn && (settledOn == DateTimeOffset.MinValue || settledOn + quietTime <= askedOn);

    /// <summary>Keeps a token, if it may be.</summary>
    internal void Add(TokenCacheKey cacheKey, CachedToken token, DateTimeOffset askedOn)
    {
        if (MayBeShared(token.Identity, askedOn))
        {
            tokens?.AddOrUpdate(cacheKey, token);
        }
    }

    internal void Remove(TokenCacheKey cacheKey) => tokens?.TryRemove(cacheKey);
}
