using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local.SignIn;

/// <summary>How the sign-in for development listens, and what its tokens say.</summary>
public sealed class DevelopmentSignInOptions
{
    /// <value>The port on 127.0.0.1; 0, the default, takes a free one.</value>
    public int Port { get; init; }

    /// <value>Serves https, with this certificate and its key; null, the default, serves http.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <value>What its tokens are signed with, private part included; null, the default, makes a new key.</value>
    public RSAParameters? SigningKey { get; init; }

    /// <value>The origins whose pages may ask for tokens, such as <c>http://localhost:5173</c>; none by default. <c>*</c> is none: any page could sign in as anybody.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <value>The clock of <c>iat</c>, <c>nbf</c> and <c>exp</c>; the system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <value>Where its log goes; nowhere by default.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}
