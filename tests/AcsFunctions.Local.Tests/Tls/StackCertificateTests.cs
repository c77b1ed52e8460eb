using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcsFunctions.Local.Data;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.Tests.Tls;

public sealed class StackCertificateTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");
    private DataFolder? opened;

    private DataFolder Data => opened ??= DataFolder.Open(folder.FullName);

    private string PrivateFile => Path.Combine(Data.Tls, "certificate-and-key.pem");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Data.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_made_once_for_a_data_folder()
    {
        await using var first = StackCertificate.Open(Data);
        await using var second = StackCertificate.Open(Data);

        Assert.Equal(first.Value.Thumbprint, second.Value.Thumbprint);
        Assert.True(second.Value.HasPrivateKey);
        Assert.True(second.IsKept);
    }

    [Fact]
    public async Task It_names_this_machine_alone_and_cannot_sign_for_others()
    {
        await using var certificate = StackCertificate.Open(Data);

        Assert.All(["localhost", "127.0.0.1", "::1"], name => Assert.True(certificate.Value.MatchesHostname(name)));
        Assert.False(certificate.Value.MatchesHostname("example.com"));
        Assert.False(certificate.Value.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        // Apple's limit for what a user trusts.
        Assert.True(certificate.Value.NotAfter - certificate.Value.NotBefore < TimeSpan.FromDays(825));
    }

    [Fact]
    public async Task Its_key_is_for_this_user_alone_and_not_in_the_file_that_others_trust()
    {
        await using var certificate = StackCertificate.Open(Data);

        var told = await File.ReadAllTextAsync(certificate.Path, TestContext.Current.CancellationToken);

        Assert.Equal(certificate.Value.Thumbprint, X509Certificate2.CreateFromPem(told).Thumbprint);
        Assert.DoesNotContain("KEY", told, StringComparison.Ordinal);
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(PrivateFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PrivateFile));
        }
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(31, true)]
    public async Task One_that_ends_within_a_month_is_made_anew(int days, bool isKept)
    {
        var old = Keep(TimeSpan.FromDays(days));

        await using var certificate = StackCertificate.Open(Data);

        Assert.Equal(isKept, certificate.Value.Thumbprint == old);
        Assert.Equal(certificate.Value.Thumbprint, X509CertificateLoader.LoadCertificateFromFile(certificate.Path).Thumbprint);
    }

    [Fact]
    public async Task A_damaged_one_is_named()
    {
        Directory.CreateDirectory(Data.Tls);
        await File.WriteAllTextAsync(PrivateFile, "nonsense", TestContext.Current.CancellationToken);

        var failure = Assert.Throws<LocalStackException>(() => StackCertificate.Open(Data));

        Assert.StartsWith($"{PrivateFile} is damaged: remove it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_data_folder_nothing_is_left_of_it()
    {
        var certificate = StackCertificate.Open(null);
        var (path, existed) = (certificate.Path, File.Exists(certificate.Path));

        await certificate.DisposeAsync();

        Assert.True(existed);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    private string Keep(TimeSpan rest)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=old", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now + rest);
        Directory.CreateDirectory(Data.Tls);
        File.WriteAllText(PrivateFile, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return certificate.Thumbprint;
    }
}
