using System.Security.Cryptography.X509Certificates;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.Tests.Tls;

public sealed class WorkerTrustTests
{
    [Fact]
    public async Task What_the_developer_trusts_already_is_trusted_still()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "There, trust is the user's, and no variable says so.");
        await using var certificate = StackCertificate.Open(null);
        await using var other = StackCertificate.Open(null);

        var alone = WorkerTrust.VariablesFor(certificate, new Dictionary<string, string?> { ["SSL_CERT_FILE"] = "" });
        var joined = WorkerTrust.VariablesFor(certificate, new Dictionary<string, string?> { ["SSL_CERT_FILE"] = other.Path });

        Assert.Equal([certificate.Value.Thumbprint], ThumbprintsOf(alone));
        Assert.Equal([other.Value.Thumbprint, certificate.Value.Thumbprint], ThumbprintsOf(joined));
    }

    [Fact]
    public async Task Where_trust_is_the_users_a_certificate_of_one_run_is_refused()
    {
        await using var certificate = StackCertificate.Open(null);

        Assert.Contains("leave out --ephemeral or --tls", WorkerTrust.Refusal(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_spaces_stays_one_word() =>
        Assert.All(TrustAdvice.For("/my data/certificate.pem", isWindows: false), advice => Assert.EndsWith("'/my data/certificate.pem'", advice.Value, StringComparison.Ordinal));

    private static IEnumerable<string> ThumbprintsOf(IReadOnlyDictionary<string, string> variables)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPemFile(Assert.Single(variables, variable => variable.Key == "SSL_CERT_FILE").Value);
        return certificates.Select(certificate => certificate.Thumbprint);
    }
}
