using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

/// <summary>Who wants which token. Two wishes are the same whatever the order of their scopes.</summary>
internal readonly record struct TokenCacheKey(UserKey User, string Scopes, TimeSpan Lifetime)
{
    public static TokenCacheKey Of(UserKey user, AcsTokenRequest tokenRequest) => new(user, string.Join(' ', tokenRequest.Scopes.Order(StringComparer.Ordinal)), tokenRequest.Lifetime);
}
