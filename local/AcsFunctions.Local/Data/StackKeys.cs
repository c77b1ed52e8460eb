using System.Buffers.Text;
using System.Security.Cryptography;

namespace AcsFunctions.Local.Data;

internal sealed record StackKeys
{
    private const int KeyBytes = 32;

    public required string Function { get; init; }

    public required string Host { get; init; }

    public required string Master { get; init; }

    public static StackKeys Create() => new() { Function = NewKey(), Host = NewKey(), Master = NewKey() };

    /// <summary>Keys are secrets: text that could reach a log names none.</summary>
    public override string ToString() => nameof(StackKeys);

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
}
