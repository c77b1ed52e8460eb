using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>Wraps signed tokens in encrypted ones (JWE, compact, a direct A256GCM key), which nobody but this emulator can read.</summary>
internal sealed class TokenCipher(SigningKey signer)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Made of the signing key, so that a state file that keeps the one keeps the other.
    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, signer.Export(), outputLength: 32, info: "token encryption"u8.ToArray());
    private readonly string header = CompactJwt.Encode(new EncryptionHeader("dir", "A256GCM", signer.KeyId, "JWT", "JWT"), TokenJson.Default.EncryptionHeader);

    public string Encrypt(string token)
    {
        var text = Encoding.ASCII.GetBytes(token);
        var (nonce, cipher, tag) = (RandomNumberGenerator.GetBytes(NonceSize), new byte[text.Length], new byte[TagSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, text, cipher, tag, Encoding.ASCII.GetBytes(header));
        return $"{header}..{Base64Url.EncodeToString(nonce)}.{Base64Url.EncodeToString(cipher)}.{Base64Url.EncodeToString(tag)}";
    }

    /// <returns>The signed token; the same text where it is not encrypted; null where it was encrypted with another key, or altered.</returns>
    public string? Decrypt(string? token)
    {
        if (token?.Split('.') is not [var header, var key, var nonce, var cipher, var tag])
        {
            return token;
        }

        if (header != this.header || key.Length > 0 || Decode(nonce, NonceSize) is not { } iv || Decode(tag, TagSize) is not { } mac || Decode(cipher) is not { } secret)
        {
            return null;
        }

        try
        {
            var text = new byte[secret.Length];
            using var aes = new AesGcm(this.key, TagSize);
            aes.Decrypt(iv, secret, mac, text, Encoding.ASCII.GetBytes(header));
            return Encoding.ASCII.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part, int? length = null) =>
        Base64Url.IsValid(part) && Base64Url.DecodeFromChars(part) is var bytes && bytes.Length == (length ?? bytes.Length) ? bytes : null;
}
