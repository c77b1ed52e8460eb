using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Issues tokens. Times are whole seconds, so that <c>exp</c> and <c>expiresOn</c> are the same instant.</summary>
internal sealed class TokenMint(TokenIssuer issuer, TimeProvider clock)
{
    private long _number;

    /// <returns>Null when the identity was deleted meanwhile.</returns>
    public AccessTokenBody? Issue(IdentityEntry entry, IReadOnlyList<string> scopes, TimeSpan lifetime)
    {
        var now = Now();
        var token = new EmulatedToken(Interlocked.Increment(ref _number), scopes, now, now + lifetime);
        return entry.TryIssue(token, out var generation) ? Write(IdentityId.ToSkypeId(entry.Id), generation, token) : null;
    }

    /// <summary>A token for a user whose life is Entra's, not ours.</summary>
    public AccessTokenBody IssueExternal(string rawId, IReadOnlyList<string> scopes, DateTimeOffset expiresOn)
    {
        var token = new EmulatedToken(Interlocked.Increment(ref _number), scopes, Now(), expiresOn);
        return Write(IdentityId.ToSkypeId(rawId), TokenValidator.ExternalGeneration, token);
    }

    private AccessTokenBody Write(string skypeId, int generation, EmulatedToken token) =>
        new(issuer.Write(skypeId, generation, token), token.ExpiresOn.ToWire());

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
}
