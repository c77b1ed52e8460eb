using AcsFunctions.Acs;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>
/// What this instance remembers of users, bounded in size and gone when it stops. Nothing in it is ever taken for true: the registry
/// reads the user's row before it hands anything out. Safe for concurrent use.
/// </summary>
public sealed class IdentityMemory
{
    // What the map of the library needs.
    private const int SmallestMap = 3;

    private readonly TokenReuseOptions reuse;
    private readonly TimeSpan quietTime;
    private readonly ConcurrentLru<UserKey, KnownIdentity>? identities;
    private readonly ConcurrentLru<TokenWish, KeptToken>? tokens;

    public IdentityMemory(IOptions<IdentityOptions> options, IOptions<TokenReuseOptions> reuse)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Value, (reuse ?? throw new ArgumentNullException(nameof(reuse))).Value, IdentityRegistry.RequestMargin)
    {
    }

    /// <param name="options">How much to remember.</param>
    /// <param name="reuse">Whether to keep tokens.</param>
    /// <param name="quietTime">How long after the last revocation was seen to be over another try at it may still reach ACS.</param>
    internal IdentityMemory(IdentityOptions options, TokenReuseOptions reuse, TimeSpan quietTime)
    {
        this.reuse = reuse;
        this.quietTime = quietTime;
        identities = options.RememberedIdentities > 0 ? new(Math.Max(SmallestMap, options.RememberedIdentities)) : null;
        tokens = reuse.Enabled ? new(reuse.Capacity) : null;
    }

    internal bool KeepsTokens => tokens is not null;

    /// <summary>Creations under way: an identity is created once for a user, however many requests want it.</summary>
    internal SharedCalls<UserKey, Answer<IdentityRegistry.Claim>> Creations { get; } = new(mustEnd: true);

    /// <summary>Tokens being issued. Shared only among those that believe the same of the user.</summary>
    internal SharedCalls<(TokenWish Wish, string CommunicationUserId, DateTimeOffset? TokensValidFrom), AcsAnswer<AcsToken>> Issues { get; } = new();

    internal KnownIdentity? Find(UserKey user) => identities is not null && identities.TryGet(user, out var known) ? known : null;

    /// <summary>What was known of outstanding revocations stays true as long as the row says the same.</summary>
    internal KnownIdentity Remember(UserRow row)
    {
        var seen = KnownIdentity.Of(row);
        var known = Find(row.Key);
        return known is not null && known.IsConfirmedBy(row) ? known : Remember(row.Key, seen);
    }

    internal KnownIdentity Remember(UserKey user, KnownIdentity identity)
    {
        identities?.AddOrUpdate(user, identity);
        return identity;
    }

    internal void Forget(UserKey user) => identities?.TryRemove(user);

    /// <summary>A kept token with enough life left.</summary>
    internal KeptToken? Find(TokenWish wish, DateTimeOffset now) =>
        tokens is not null && tokens.TryGet(wish, out var kept) && kept.Token.ExpiresOn - now >= reuse.LeastLifeLeft ? kept : null;

    /// <summary>Whether a token that ACS is asked for now may be handed to others: not where a revocation might be under way that will end it.</summary>
    internal bool MayBeShared(KnownIdentity identity, DateTimeOffset askedOn) =>
        tokens is not null && identity.SettledOn is { } settledOn && (settledOn == DateTimeOffset.MinValue || settledOn + quietTime <= askedOn);

    /// <summary>Keeps a token, if it may be.</summary>
    internal void Keep(TokenWish wish, KeptToken token, DateTimeOffset askedOn)
    {
        if (MayBeShared(token.Identity, askedOn))
        {
            tokens?.AddOrUpdate(wish, token);
        }
    }

    internal void Drop(TokenWish wish) => tokens?.TryRemove(wish);
}
