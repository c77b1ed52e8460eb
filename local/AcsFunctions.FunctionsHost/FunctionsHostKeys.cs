using System.Buffers.Text;
using System.Security.Cryptography;

namespace AcsFunctions.FunctionsHost;

/// <summary>The keys that this host enforces.</summary>
/// <param name="Function">The default key of every function: opens level Function.</param>
/// <param name="Host">The host key: opens level Function of every function.</param>
/// <param name="Master">Opens every level and the admin API.</param>
public sealed record FunctionsHostKeys(string Function, string Host, string Master)
{
    private const int KeyBytes = 32;

    /// <summary>Random ones.</summary>
    public static FunctionsHostKeys Create() => new(NewKey(), NewKey(), NewKey());

    /// <summary>Keys are secrets: text that could reach a log names none.</summary>
    public override string ToString() => nameof(FunctionsHostKeys);

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
}
