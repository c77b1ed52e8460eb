using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Makes tokens of any text, by hand: no library would.</summary>
internal static class Forge
{
    public static string Rs256(JsonObject header, JsonObject claims, RSA key) => Rs256(header.ToJsonString(), claims.ToJsonString(), key);

    public static string Rs256(string header, string claims, RSA key) => Rs256(header, Encoding.UTF8.GetBytes(claims), key);

    public static string Rs256(string header, byte[] claims, RSA key) =>
        Signed(header, claims, text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Ps256(JsonObject header, JsonObject claims, RSA key) =>
        Signed(header.ToJsonString(), Encoding.UTF8.GetBytes(claims.ToJsonString()), text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    public static string Hs256(JsonObject header, JsonObject claims, byte[] secret) =>
        Signed(header.ToJsonString(), Encoding.UTF8.GetBytes(claims.ToJsonString()), text => HMACSHA256.HashData(secret, text));

    public static string Unsigned(JsonObject header, JsonObject claims, string signature = "") =>
        $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}.{signature}";

    public static string Signed(string header, byte[] claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static JsonObject Jwk(RSA key, string keyId)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = keyId,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    /// <summary>The same object with some members changed; null takes one out.</summary>
    public static JsonObject But(this JsonObject json, params (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            json.Remove(name);
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return json;
    }

    /// <summary>The object's text with another member at its end, whose name may be there before.</summary>
    public static string And(this JsonObject json, string member) => $"{json.ToJsonString()[..^1]},{member}}}";
}
