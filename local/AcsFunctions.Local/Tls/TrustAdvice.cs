namespace AcsFunctions.Local.Tls;

/// <summary>How programs are told to trust a certificate.</summary>
internal static class TrustAdvice
{
    /// <summary>By program: what makes it trust the file.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> For(string file) =>
    [
        new("curl", $"--cacert {Quoted(file)}"),
        new("Node.js", $"NODE_EXTRA_CA_CERTS={Quoted(file)}"),
        new("Python", $"REQUESTS_CA_BUNDLE={Quoted(file)}"),
        .. OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? Array.Empty<KeyValuePair<string, string>>() : [new(".NET", $"SSL_CERT_FILE={Quoted(file)}")],
        new(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? "Browsers, .NET" : "Chromium", ForThisUser(file)),
    ];

    /// <summary>A command that makes this user's browsers, and on Windows and macOS .NET as well, trust the file.</summary>
    public static string ForThisUser(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return $"Import-Certificate -CertStoreLocation Cert:\\CurrentUser\\Root -FilePath '{file.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        return OperatingSystem.IsMacOS()
            ? $"security add-trusted-cert -r trustRoot -p ssl -k ~/Library/Keychains/login.keychain-db {Quoted(file)}"
            : $"certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n acs-functions-local -i {Quoted(file)}";
    }

    /// <summary>As one word of a shell's line.</summary>
    public static string Quoted(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || "/._-+:@".Contains(character, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
