using System.Security.Cryptography.X509Certificates;
using AcsFunctions.AcsEmulator.Hosting;
using AcsFunctions.AcsEmulator.Tokens;
using Azure.Core.Pipeline;

namespace AcsFunctions.AcsEmulator;

/// <summary>The ACS Identity REST API of one made-up resource, on a socket of this machine or in process. Safe for concurrent use.</summary>
public sealed class AcsIdentityEmulator : IAsyncDisposable
{
    private static readonly Uri InProcessEndpoint = new("https://acs-emulator.test/");

    private readonly EmulatorParts _parts;
    private readonly KestrelHost? _host;
    private int _disposed;

    private AcsIdentityEmulator(EmulatorParts parts, KestrelHost? host, X509Certificate2? certificate)
    {
        (_parts, _host, Certificate) = (parts, host, certificate);
        Endpoint = host?.Endpoint ?? InProcessEndpoint;
        ConnectionString = $"endpoint={Endpoint};accesskey={parts.AccessKey}";
    }

    /// <summary>Where the emulator listens: <c>http://127.0.0.1:port/</c>. In process, a made-up https address that only its own transport reaches.</summary>
    public Uri Endpoint { get; }

    /// <summary>What the ACS SDKs take. Holds the access key.</summary>
    public string ConnectionString { get; }

    /// <summary>What clients must trust when <see cref="AcsEmulatorOptions.Tls"/> is on; else null.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Its resource, the middle of every identity's raw id.</summary>
    public Guid ResourceId => _parts.ResourceId;

    /// <summary>Identities, tokens, counts, reset.</summary>
    public EmulatorInspection Inspection => _parts.Inspection;

    /// <summary>What will go wrong.</summary>
    public FaultPlan Faults => _parts.Faults;

    /// <summary>Starts an emulator that listens on 127.0.0.1.</summary>
    /// <exception cref="IOException">The port is taken, or the state file cannot be used.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<AcsIdentityEmulator> StartAsync(AcsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AcsEmulatorOptions();
        var parts = EmulatorParts.Create(options, inProcessEndpoint: null);
        var certificate = options.Tls ? DevelopmentCertificate.Create(TimeProvider.System) : null;
        try
        {
            var host = await KestrelHost.StartAsync(options.Port, certificate, parts.Application.HandleAsync, cancellationToken);
            return new AcsIdentityEmulator(parts, host, certificate);
        }
        catch
        {
            certificate?.Dispose();
            parts.Dispose();
            throw;
        }
    }

    /// <summary>An emulator without a socket, reached by <see cref="CreateTransport"/> or <see cref="CreateHandler"/>.</summary>
    /// <exception cref="IOException">The state file cannot be used.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AcsIdentityEmulator CreateInProcess(AcsEmulatorOptions? options = null) =>
        new(EmulatorParts.Create(options ?? new AcsEmulatorOptions(), InProcessEndpoint), host: null, certificate: null);

    /// <summary>A transport for an Azure SDK client's options that reaches this emulator in process, whatever the address.</summary>
    public HttpPipelineTransport CreateTransport() => new HttpClientTransport(CreateHandler());

    /// <summary>The same for an HttpClient.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_parts.Application.HandleAsync);

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
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _parts.StopAsync();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _parts.Dispose();
        Certificate?.Dispose();
    }
}
