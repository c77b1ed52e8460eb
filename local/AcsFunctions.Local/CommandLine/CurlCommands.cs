using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.CommandLine;

/// <summary>Commands to paste into a shell: bash, or PowerShell on Windows, whose version 5.1 means another program by <c>curl</c>.</summary>
/// <param name="functions">Where the functions listen, without a slash at the end.</param>
/// <param name="tokenEndpoint">The sign-in's.</param>
/// <param name="certificate">The file of the certificate to trust; null for http.</param>
/// <param name="isWindows">Whether the shell is PowerShell.</param>
internal sealed class CurlCommands(string functions, Uri tokenEndpoint, string? certificate, bool isWindows)
{
    private readonly string curl =
        $"{(isWindows ? "curl.exe" : "curl")} -s{(certificate is null ? "" : $" --cacert {TrustAdvice.Quoted(certificate, isWindows)}")}";

    /// <summary>Both shells read it alike: no argument has a double quote, which versions of PowerShell pass on differently.</summary>
    public string IssueToken => $"""
        {curl} -X POST {functions}/api/me/tokens -H "Authorization: Bearer $({curl} -H 'Accept: text/plain' -d user=alice {tokenEndpoint})"
        """;

    /// <summary>Issues a token and shows it to the emulator; null where there is no <c>sed</c>.</summary>
    public string? ValidateToken(string emulator) => isWindows
        ? null
        : $$"""{{IssueToken}} | sed 's/.*"token":"\([^"]*\)".*/{"token":"\1"}/' | {{curl}} -d @- {{emulator}}/_emulator/tokens/validate""";
}
