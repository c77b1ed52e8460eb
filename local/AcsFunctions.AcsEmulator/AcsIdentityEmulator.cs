using System.Security.Cryptography.X509Certificates;
using AcsFunctions.AcsEmulator.Hosting;
using AcsFunctions.AcsEmulator.Tokens;
using Azure.Core.Pipeline;

namespace AcsFunctions.AcsEmulator;

/// <summary>The ACS Identity REST API of one made-up resource, on a socket of this machine or in process. Safe for concurrent use.</summary>
public sealed class AcsIdentityEmulator : IAsyncDisposable
{
    private static readonly Uri InProcessEndpoint = new("https://acs-emulator.test/");

    private readonly EmulatorParts parts;
    private readonly KestrelHost? host;
    private readonly bool ownsCertificate;
    private int disposed;

    private AcsIdentityEmulator(EmulatorParts parts, Uri endpoint, KestrelHost? host = null, X509Certificate2? certificate = null, bool ownsCertificate = false)
    {
        (this.parts, this.host, Certificate, this.ownsCertificate) = (parts, host, certificate, ownsCertificate);
        Endpoint = endpoint;
        ConnectionString = $"endpoint={Endpoint};accesskey={parts.AccessKey}";
    }

    /// <summary>Where the emulator listens: <c>http://127.0.0.1:port/</c>, or under the name that was asked for. In process, a made-up https address that only its own transport reaches.</summary>
    public Uri Endpoint { get; }

    /// <summary>What the ACS SDKs take. Holds the access key.</summary>
    public string ConnectionString { get; }

    /// <summary>What clients must trust when it serves https; else null.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Its resource, the middle of every identity's raw id.</summary>
    public Guid ResourceId => parts.ResourceId;

    /// <summary>Identities, tokens, counts, reset.</summary>
    public EmulatorInspection Inspection => parts.Inspection;

    /// <summary>What will go wrong.</summary>
    public FaultPlan Faults => parts.Faults;

    /// <summary>Starts an emulator that listens on 127.0.0.1, or where its options say.</summary>
    /// <exception cref="IOException">The port is taken or denied, or the state file cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system denies the state file.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<AcsIdentityEmulator> StartAsync(AcsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AcsEmulatorOptions();
        options.Validate();
        var parts = EmulatorParts.Create(options, options.HostName);
        var made = options is { Tls: true, TlsCertificate: null } ? DevelopmentCertificate.Create(TimeProvider.System, options.HostName) : null;
        var certificate = options.TlsCertificate ?? made;
        try
        {
            var host = await KestrelHost.StartAsync(options, certificate, parts.Application.HandleAsync, cancellationToken);
            return new AcsIdentityEmulator(parts, host.Endpoint, host, certificate, ownsCertificate: made is not null);
        }
        catch
        {
            made?.Dispose();
            parts.Dispose();
            throw;
        }
    }

    /// <summary>An emulator without a socket, reached by <see cref="CreateTransport"/> or <see cref="CreateHandler"/>.</summary>
    /// <exception cref="IOException">The state file cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system denies the state file.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AcsIdentityEmulator CreateInProcess(AcsEmulatorOptions? options = null)
    {
        options ??= new AcsEmulatorOptions();
        options.Validate();
        var endpoint = options.HostName is { } name ? new UriBuilder(InProcessEndpoint) { Host = name }.Uri : InProcessEndpoint;
        return new AcsIdentityEmulator(EmulatorParts.Create(options, endpoint.Host), endpoint);
    }

    /// <summary>A transport for an Azure SDK client's options that reaches this emulator in process, whatever the address.</summary>
    public HttpPipelineTransport CreateTransport() => new HttpClientTransport(CreateHandler());

    /// <summary>The same for an HttpClient.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(parts.Application.HandleAsync);

    /// <summary>A made-up Entra token of a user, for the exchanges of this emulator. Nobody signed it.</summary>
    /// <param name="clientId">The client application that asked for it.</param>
    /// <param name="userObjectId">The user's object id.</param>
    /// <param name="expiresOn">Also the end of the token that the exchange issues.</param>
    /// <param name="tenantId">The user's tenant; null takes an empty one.</param>
    public static string CreateEntraToken(Guid clientId, Guid userObjectId, DateTimeOffset expiresOn, Guid? tenantId = null) =>
        EntraClaims.Forge(clientId, userObjectId, tenantId ?? Guid.Empty, expiresOn);

    /// <summary>Ends calls that hang, closes the socket, and keeps the state where that was asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await parts.StopAsync();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        parts.Dispose();
        if (ownsCertificate)
        {
            Certificate?.Dispose();
        }
    }
}
