using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>A key pair that signs tokens. Safe for concurrent use.</summary>
internal sealed class SigningKey
{
    // Key objects are not safe for concurrent use and slow to make: each signer borrows one.
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];
    private readonly byte[] pkcs8;

    private SigningKey(TokenSigningAlgorithm algorithm, byte[] pkcs8)
    {
        (Algorithm, this.pkcs8) = (algorithm, pkcs8);
        var key = Borrow();
        var thumbprint = SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..20];
        Thumbprint = Base64Url.EncodeToString(thumbprint);
        KeyId = $"emulator-{Convert.ToHexString(thumbprint)}";
        PublicJwk = JsonWebKey.Of(key, this);
        idle.Add(key);
    }

    public TokenSigningAlgorithm Algorithm { get; }

    /// <summary>Starts with <c>emulator-</c>, so that nobody takes a token for a genuine one.</summary>
    public string KeyId { get; }

    public string Thumbprint { get; }

    public JsonWebKey PublicJwk { get; }

    public static SigningKey Create(TokenSigningAlgorithm algorithm)
    {
        using AsymmetricAlgorithm key = algorithm == TokenSigningAlgorithm.RS256 ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(algorithm, key.ExportPkcs8PrivateKey());
    }

    /// <exception cref="CryptographicException">The bytes are no private key of that algorithm.</exception>
    public static SigningKey Import(TokenSigningAlgorithm algorithm, byte[] pkcs8) => new(algorithm, pkcs8);

    public byte[] Export() => pkcs8;

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var key = Borrow();
        var signature = key is RSA rsa
            ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)key).SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        idle.Add(key);
        return signature;
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = Borrow();
        var verified = key is RSA rsa
            ? rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)key).VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        idle.Add(key);
        return verified;
    }

    private AsymmetricAlgorithm Borrow()
    {
        if (idle.TryTake(out var key))
        {
            return key;
        }

        key = Algorithm == TokenSigningAlgorithm.RS256 ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }
}
