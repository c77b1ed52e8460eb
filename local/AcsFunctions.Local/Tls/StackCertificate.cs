using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcsFunctions.Local.Data;

namespace AcsFunctions.Local.Tls;

/// <summary>
/// The certificate of all that a stack serves by https. It is made once for a data folder, so that it has to be trusted once; without
/// one it is made for the run. It signs for nobody else: whoever gets its key can pass for this stack, and for no other host.
/// </summary>
internal sealed class StackCertificate : IAsyncDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string PublicFile = "certificate.pem";
    private const string KeyFile = "certificate-and-key.pem";

    // Apple's systems accept at most 825 days of a certificate that a user trusts: https://support.apple.com/103769.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(800);

    // A stack may run for as long as that.
    private static readonly TimeSpan LeastRest = TimeSpan.FromDays(30);

    private StackCertificate(X509Certificate2 value, string folder, bool isKept)
    {
        Value = value;
        Folder = folder;
        IsKept = isKept;
        File.WriteAllText(Path, value.ExportCertificatePem() + "\n");
    }

    /// <summary>With its key.</summary>
    public X509Certificate2 Value { get; }

    /// <summary>The file of the certificate without its key, for those who have to trust it.</summary>
    public string Path => System.IO.Path.Combine(Folder, PublicFile);

    /// <summary>Whether the next run has the same one.</summary>
    public bool IsKept { get; }

    /// <summary>Where <see cref="Path"/> is, and what else this run needs beside it.</summary>
    public string Folder { get; }

    /// <summary>The one of the data folder, if it is valid for a month yet; else a new one.</summary>
    /// <param name="data">Keeps it; null makes one for this run.</param>
    /// <exception cref="LocalStackException">The one that was kept is damaged, or a new one cannot be written.</exception>
    public static StackCertificate Open(DataFolder? data)
    {
        if (data is null)
        {
            return new StackCertificate(FromPem(CreatePem()), Directory.CreateTempSubdirectory("acs-functions-tls-").FullName, isKept: false);
        }

        try
        {
            Directory.CreateDirectory(data.Tls);
            var file = System.IO.Path.Combine(data.Tls, KeyFile);
            var certificate = File.Exists(file) ? Load(file) : null;
            if (certificate is null || certificate.NotAfter < TimeProvider.System.GetLocalNow().DateTime + LeastRest)
            {
                certificate?.Dispose();
                var pem = CreatePem();
                PrivateFile.Write(file, pem);
                certificate = FromPem(pem);
            }

            return new StackCertificate(certificate, data.Tls, isKept: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStackException($"The certificate cannot be kept in {data.Tls} ({exception.Message}): see to it, or choose another folder with --data.", exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        Value.Dispose();
        if (!IsKept)
        {
            Directory.Delete(Folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    // Certificate and key. The key leaves here as text: once it is in a key store, Windows may keep it there.
    private static string CreatePem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=AcsFunctions local stack", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private static X509Certificate2 Load(string file)
    {
        try
        {
            return FromPem(File.ReadAllText(file));
        }
        catch (CryptographicException exception)
        {
            throw new LocalStackException($"{file} is damaged: remove it, and a new certificate is made, which has to be trusted anew.", exception);
        }
    }

    private static X509Certificate2 FromPem(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        // Windows serves TLS only from a key that came with the certificate.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
