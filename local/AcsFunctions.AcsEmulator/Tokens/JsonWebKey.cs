using System.Buffers.Text;
using System.Security.Cryptography;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>A public key as JWKS publishes it.</summary>
internal sealed record JsonWebKey(
    string Kty, string Use, string Alg, string Kid, string X5t, string? N = null, string? E = null, string? Crv = null, string? X = null, string? Y = null)
{
    public static JsonWebKey Of(AsymmetricAlgorithm key, SigningKey signer)
    {
        if (key is RSA rsa)
        {
            var parts = rsa.ExportParameters(includePrivateParameters: false);
            return new("RSA", "sig", "RS256", signer.KeyId, signer.Thumbprint, N: Base64Url.EncodeToString(parts.Modulus), E: Base64Url.EncodeToString(parts.Exponent));
        }

        var point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
        return new("EC", "sig", "ES256", signer.KeyId, signer.Thumbprint, Crv: "P-256", X: Base64Url.EncodeToString(point.X), Y: Base64Url.EncodeToString(point.Y));
    }
}
