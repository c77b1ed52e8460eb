using System.Buffers.Text;
using AcsFunctions.AcsEmulator.Identities;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Decides from a token's own claims and its identity's generation; no issued token is kept for it.</summary>
internal sealed class TokenValidator(SigningKey key, TokenCipher cipher, Guid resourceId, IdentityLedger ledger, TimeProvider clock)
{
    public TokenVerdict Validate(string? token)
    {
        // Whether the text that is no token of ours was another's or altered cannot be told from outside.
        if (cipher.Decrypt(token) is not { } readable)
        {
            return new TokenVerdict(token is null ? TokenRefusal.Malformed : TokenRefusal.NotIssuedHere);
        }

        if (CompactJwt.Parse(readable) is not { } jwt
            || CompactJwt.Decode(jwt.Header, TokenJson.Default.TokenHeader) is not { } header
            || CompactJwt.Decode(jwt.Payload, TokenJson.Default.TokenClaims) is not { SkypeId: not null, AcsScope: not null } claims)
        {
            return new TokenVerdict(TokenRefusal.Malformed);
        }

        if (header.Kid != key.KeyId || header.Alg != key.Algorithm.ToString() || claims.ResourceId != resourceId.ToString())
        {
            return new TokenVerdict(TokenRefusal.NotIssuedHere);
        }

        return key.Verify(jwt.SignedBytes, Base64Url.DecodeFromChars(jwt.Signature))
            ? Describe(claims)
            : new TokenVerdict(TokenRefusal.BadSignature);
    }

    private TokenVerdict Describe(TokenClaims claims)
    {
        var expiresOn = DateTimeOffset.FromUnixTimeSeconds(claims.Exp);
        var identity = IdentityId.FromSkypeId(claims.SkypeId);
        return new TokenVerdict(
            RefusalOf(claims, identity, expiresOn), identity, claims.AcsScope.Split(',', StringSplitOptions.RemoveEmptyEntries),
            DateTimeOffset.FromUnixTimeSeconds(claims.Iat), expiresOn);
    }

    private TokenRefusal? RefusalOf(TokenClaims claims, string identity, DateTimeOffset expiresOn)
    {
        if (expiresOn <= clock.GetUtcNow())
        {
            return TokenRefusal.Expired;
        }

        // A Teams user, and a user of the Teams extension, is Entra's: there is nothing here to revoke or delete.
        if (claims.Generation() is ExternalGeneration)
        {
            return null;
        }

        if (ledger.Find(identity) is not { } entry)
        {
            return TokenRefusal.IdentityDeleted;
        }

        return entry.HasRevoked(claims.Generation(), claims.IssuedAt()) ? TokenRefusal.Revoked : null;
    }

    /// <summary>The generation in tokens of users that are not in the ledger.</summary>
    public const int ExternalGeneration = 0;
}
