using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AcsFunctions.Local.Tls;

/// <summary>How this process calls its own parts.</summary>
internal static class LocalHttp
{
    /// <param name="certificate">What they serve https with, and the only one to trust then; null where they serve http.</param>
    public static SocketsHttpHandler CreateHandler(X509Certificate2? certificate)
    {
        SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        if (certificate is not null)
        {
            X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trust.CustomTrustStore.Add(certificate);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        }

        return handler;
    }
}
