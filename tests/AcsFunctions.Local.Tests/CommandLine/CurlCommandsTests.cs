using AcsFunctions.Local.CommandLine;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.Tests.CommandLine;

/// <summary>What Windows is told to paste into PowerShell. That bash takes what it is told, the tests of the running command show.</summary>
public sealed class CurlCommandsTests
{
    private const string Certificate = @"C:\Users\Pat O'Hara\.local\tls\certificate.pem";

    private static readonly Uri TokenEndpoint = new("http://127.0.0.1:7072/token");

    [Fact]
    public void On_Windows_the_command_names_the_program_and_quotes_as_PowerShell_does()
    {
        CurlCommands plain = new("http://127.0.0.1:7071", TokenEndpoint, certificate: null, isWindows: true);
        CurlCommands tls = new("http://127.0.0.1:7071", TokenEndpoint, Certificate, isWindows: true);

        Assert.Equal(
            """
            curl.exe -s -X POST http://127.0.0.1:7071/api/me/tokens -H "Authorization: Bearer $(curl.exe -s -H 'Accept: text/plain' -d user=alice http://127.0.0.1:7072/token)"
            """,
            plain.IssueToken);
        Assert.StartsWith(@"curl.exe -s --cacert 'C:\Users\Pat O''Hara\.local\tls\certificate.pem' -X POST ", tls.IssueToken, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_where_there_is_sed_a_token_is_shown_to_the_emulator()
    {
        Assert.Null(new CurlCommands("http://127.0.0.1:7071", TokenEndpoint, certificate: null, isWindows: true).ValidateToken("http://127.0.0.1:7073"));
        Assert.NotNull(new CurlCommands("http://127.0.0.1:7071", TokenEndpoint, certificate: null, isWindows: false).ValidateToken("http://127.0.0.1:7073"));
    }

    [Fact]
    public void On_Windows_programs_are_told_in_PowerShell_to_trust_the_certificate()
    {
        var advice = TrustAdvice.For(Certificate, isWindows: true);

        Assert.All(advice, line => Assert.Contains(@"'C:\Users\Pat O''Hara\.local\tls\certificate.pem'", line.Value, StringComparison.Ordinal));
        Assert.Contains(advice, line => line.Value.StartsWith("$env:NODE_EXTRA_CA_CERTS='", StringComparison.Ordinal));
    }
}
