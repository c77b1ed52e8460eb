using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

/// <summary>Who wants which token. Two wishes are the same whatever the order of their scopes.</summary>
internal readonly record struct TokenWish(UserKey User, string Scopes, TimeSpan Lifetime)
{
    public static TokenWish Of(UserKey user, TokenTerms terms) => new(user, string.Join(' ', terms.Scopes.Order(StringComparer.Ordinal)), terms.Lifetime);
}
