using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Issues tokens. Times are whole seconds, so that <c>exp</c> and <c>expiresOn</c> are the same instant.</summary>
internal sealed class TokenMint(TokenIssuer issuer, TimeProvider clock)
{
    private long number;

    /// <returns>Null when the identity was deleted meanwhile.</returns>
    public AccessTokenBody? Issue(IdentityEntry entry, IReadOnlyList<string> scopes, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var token = Number(scopes, now, ToSeconds(now) + lifetime);
        return entry.TryIssue(token, out var generation) ? Write(entry.Id, tenantId: null, generation, token) : null;
    }

    /// <summary>A token for a user whose life is Entra's, not ours.</summary>
    public AccessTokenBody IssueExternal(string rawId, string? tenantId, IReadOnlyList<string> scopes, DateTimeOffset expiresOn)
    {
        var token = Number(scopes, clock.GetUtcNow(), expiresOn);
        return Write(rawId, tenantId, TokenValidator.ExternalGeneration, token);
    }

    private AccessTokenBody Write(string rawId, string? tenantId, int generation, EmulatedToken token) =>
        new(issuer.Write(IdentityId.ToSkypeId(rawId), tenantId, generation, token), token.ExpiresOn.ToWire());

    private EmulatedToken Number(IReadOnlyList<string> scopes, DateTimeOffset now, DateTimeOffset expiresOn) =>
        new(Interlocked.Increment(ref number), scopes, ToSeconds(now), expiresOn) { IssuedAt = EmulatedToken.ToMilliseconds(now) };

    private static DateTimeOffset ToSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
