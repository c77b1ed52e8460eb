namespace AcsFunctions.Local.Tls;

/// <summary>How programs are told to trust a certificate.</summary>
internal static class TrustAdvice
{
    /// <summary>By program: what makes it trust the file.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> For(string file, bool isWindows) =>
    [
        new("curl", $"--cacert {Quoted(file, isWindows)}"),
        new("Node.js", Variable("NODE_EXTRA_CA_CERTS", file, isWindows)),
        new("Python", Variable("REQUESTS_CA_BUNDLE", file, isWindows)),
        .. isWindows || OperatingSystem.IsMacOS() ? Array.Empty<KeyValuePair<string, string>>() : [new(".NET", Variable("SSL_CERT_FILE", file, isWindows))],
        new(isWindows || OperatingSystem.IsMacOS() ? "Browsers, .NET" : "Chromium", ForThisUser(file, isWindows)),
    ];

    /// <summary>A command that makes this user's browsers, and on Windows and macOS .NET as well, trust the file.</summary>
    public static string ForThisUser(string file, bool isWindows)
    {
        var quoted = Quoted(file, isWindows);
        if (isWindows)
        {
            return $"Import-Certificate -CertStoreLocation Cert:\\CurrentUser\\Root -FilePath {quoted}";
        }

        return OperatingSystem.IsMacOS()
            ? $"security add-trusted-cert -r trustRoot -p ssl -k ~/Library/Keychains/login.keychain-db {quoted}"
            : $"certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n acs-functions-local -i {quoted}";
    }

    /// <summary>As one word of a line of bash, or of PowerShell on Windows.</summary>
    public static string Quoted(string text, bool isWindows) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || "/._-+:@".Contains(character, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", isWindows ? "''" : @"'\''", StringComparison.Ordinal)}'";

    private static string Variable(string name, string file, bool isWindows) => $"{(isWindows ? "$env:" : "")}{name}={Quoted(file, isWindows)}";
}
