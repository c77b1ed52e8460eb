using System.Security.Cryptography.X509Certificates;
using AcsFunctions.AcsEmulator.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcsFunctions.AcsEmulator;

/// <summary>How an emulator behaves. Read once, when it starts.</summary>
public sealed class AcsEmulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one. Default: 0. Without meaning in process.</summary>
    public int Port { get; init; }

    /// <summary>Whether every address of this machine is listened on, not 127.0.0.1 alone: for a container, whose loopback nobody else reaches. Default: false.</summary>
    public bool ListenOnAnyAddress { get; init; }

    /// <summary>The access key, base64. Default: a random one, or the one kept in <see cref="PersistencePath"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The resource that owns the identities. Default: a random one, or the one kept in <see cref="PersistencePath"/>.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>The clock of tokens, date skew, quotas and injected latency. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How far a signed date may be from the clock. Default: 5 minutes.</summary>
    public TimeSpan DateSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far the emulator's clock is ahead of <see cref="TimeProvider"/>; negative: behind. Signed dates and the times of tokens go by it. Between -1 and 1 day. Default: zero.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>Whether tokens are encrypted, so that nobody can read their expiry from them. Default: false.</summary>
    public bool EncryptTokens { get; init; }

    /// <summary>Where tokens say the resource keeps its data, as <c>unitedstates</c> or <c>europe</c>. Default: <c>emulator</c>.</summary>
    public string DataLocation { get; init; } = "emulator";

    /// <summary>The name in the endpoint, as <c>contoso.europe.localhost</c>; it must resolve to this machine. Default: 127.0.0.1, and a made-up one in process.</summary>
    public string? HostName { get; init; }

    /// <summary>Default: RS256, as the service.</summary>
    public TokenSigningAlgorithm SigningAlgorithm { get; init; } = TokenSigningAlgorithm.RS256;

    /// <summary>Whether the documented quotas per 30 seconds hold. Default: false.</summary>
    public bool Quotas { get; init; }

    /// <summary>The window of the quotas; the limits shrink and grow with it, so that the rates stay as documented. Default: 30 seconds, as documented.</summary>
    public TimeSpan QuotaWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many times as much the quotas allow, in the same window: for a load that would take long otherwise. More than 0. Default: 1, as documented.</summary>
    public double QuotaFactor { get; init; } = 1;

    /// <summary>Whether a 429 of a quota carries Retry-After, which the service does not promise. Default: true.</summary>
    public bool RetryAfter { get; init; } = true;

    /// <summary>Decides whether an Entra bearer token may call. Default: any token that is not empty.</summary>
    public Func<string, bool> AcceptBearer { get; init; } = static token => token.Length > 0;

    /// <summary>Whether the Entra exchanges need an assignment of the principal. Default: false.</summary>
    public bool RequireAssignments { get; init; }

    /// <summary>Requests with a longer body are refused. Default: 64 KiB.</summary>
    public int MaxRequestBodyBytes { get; init; } = 64 * 1024;

    /// <summary>A file that keeps identities, revocations and keys over restarts. It holds secrets. Default: none.</summary>
    public string? PersistencePath { get; init; }

    /// <summary>Serve https with a development certificate made at start. Default: false.</summary>
    public bool Tls { get; init; }

    /// <summary>A certificate with a private key to serve https with, instead of one made at start; the emulator does not dispose of it. Default: none.</summary>
    public X509Certificate2? TlsCertificate { get; init; }

    /// <summary>What is answered where the service's answer is not known.</summary>
    public UndocumentedAnswers Undocumented { get; init; } = new();

    /// <summary>Where the line per call goes. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock with its offset.</summary>
    internal TimeProvider Clock => field ??= ClockOffset == TimeSpan.Zero ? TimeProvider : new ShiftedTimeProvider(TimeProvider, ClockOffset);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ClockOffset.Duration(), TimeSpan.FromDays(1), nameof(ClockOffset));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(QuotaFactor);
        ArgumentException.ThrowIfNullOrEmpty(DataLocation);
        if (HostName is not null && Uri.CheckHostName(HostName) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            throw new ArgumentException("HostName must be a DNS name or an address.", nameof(HostName));
        }

        if (TlsCertificate is { HasPrivateKey: false })
        {
            throw new ArgumentException("TlsCertificate must have its private key.", nameof(TlsCertificate));
        }
    }
}
