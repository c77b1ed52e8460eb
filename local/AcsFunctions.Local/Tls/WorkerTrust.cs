using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.Tls;

/// <summary>
/// Makes the worker, a process of its own, trust the stack's certificate. Where .NET goes by OpenSSL, a variable says so to that process
/// alone. Windows and macOS know one list for all programs of a user: changing it is the user's decision, so the start asks for it.
/// </summary>
internal static class WorkerTrust
{
    private const string TrustedFile = "SSL_CERT_FILE";

    /// <param name="certificate">What the worker is to trust.</param>
    /// <param name="settings">The app settings, which become variables of the worker, too.</param>
    /// <returns>The variables of the worker's process.</returns>
    /// <exception cref="LocalStackException">The system does not trust the certificate, and only its user can change that.</exception>
    public static IReadOnlyDictionary<string, string> VariablesFor(StackCertificate certificate, IReadOnlyDictionary<string, string?> settings)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            return IsTrusted(certificate.Value) ? new Dictionary<string, string>() : throw new LocalStackException(Refusal(certificate));
        }

        var before = settings.GetValueOrDefault(TrustedFile) ?? new ConfigurationBuilder().AddEnvironmentVariables().Build()[TrustedFile];
        return new Dictionary<string, string> { [TrustedFile] = File.Exists(before) ? Joined(certificate, before) : certificate.Path };
    }

    internal static string Refusal(StackCertificate certificate) => certificate.IsKept
        ? $"This system does not trust the stack's certificate yet, so the functions could not call the other parts by https. Trust it, and start again: {TrustAdvice.ForThisUser(certificate.Path, OperatingSystem.IsWindows())}"
        : "With --ephemeral, each run has a certificate of its own, which this system cannot trust before it is made: leave out --ephemeral or --tls.";

    // What the developer trusts already, such as a company's proxy, stays trusted.
    private static string Joined(StackCertificate certificate, string before)
    {
        var file = Path.Combine(certificate.Folder, "trusted-by-the-functions.pem");
        File.WriteAllText(file, $"{File.ReadAllText(before).TrimEnd()}\n{certificate.Value.ExportCertificatePem()}\n");
        return file;
    }

    private static bool IsTrusted(X509Certificate2 certificate)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
