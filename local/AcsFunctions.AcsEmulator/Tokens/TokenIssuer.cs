using System.Buffers.Text;
using System.Text;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Writes and signs tokens.</summary>
internal sealed class TokenIssuer(SigningKey key, Guid resourceId)
{
    private readonly string _header = CompactJwt.Encode(
        new TokenHeader(key.Algorithm.ToString(), key.KeyId, key.Thumbprint, "JWT"), TokenJson.Default.TokenHeader);

    public string Write(string skypeId, int generation, EmulatedToken token)
    {
        var claims = TokenClaims.For(skypeId, resourceId, generation, token);
        var signed = $"{_header}.{CompactJwt.Encode(claims, TokenJson.Default.TokenClaims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
