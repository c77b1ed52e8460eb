using System.Buffers.Text;
using System.Text;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>A Teams user's Entra token as far as the emulator reads it; nobody signs it.</summary>
public static class EntraToken
{
    public static string For(string objectId, string clientId, DateTimeOffset expiresOn) =>
        $"{Encode("""{"alg":"none"}""")}.{Encode($$"""{"appid":"{{clientId}}","oid":"{{objectId}}","exp":{{expiresOn.ToUnixTimeSeconds()}}}""")}.{Encode("signature")}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
