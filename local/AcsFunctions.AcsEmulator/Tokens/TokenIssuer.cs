using System.Buffers.Text;
using System.Text;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Writes and signs tokens.</summary>
/// <param name="cipher">Encrypts them too; null leaves them readable.</param>
internal sealed class TokenIssuer(SigningKey key, TokenResource resource, TokenCipher? cipher)
{
    private readonly string header = CompactJwt.Encode(
        new TokenHeader(key.Algorithm.ToString(), key.KeyId, key.Thumbprint, "JWT"), TokenJson.Default.TokenHeader);

    public string Write(string skypeId, string? tenantId, int generation, EmulatedToken token)
    {
        var claims = TokenClaims.For(skypeId, tenantId, resource, generation, token);
        var signed = $"{header}.{CompactJwt.Encode(claims, TokenJson.Default.TokenClaims)}";
        var jwt = $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
        return cipher?.Encrypt(jwt) ?? jwt;
    }
}
