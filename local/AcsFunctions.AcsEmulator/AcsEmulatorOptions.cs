using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcsFunctions.AcsEmulator;

/// <summary>How an emulator behaves. Read once, when it starts.</summary>
public sealed class AcsEmulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one. Default: 0. Without meaning in process.</summary>
    public int Port { get; init; }

    /// <summary>The access key, base64. Default: a random one, or the one kept in <see cref="PersistencePath"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The resource that owns the identities. Default: a random one, or the one kept in <see cref="PersistencePath"/>.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>The clock of tokens, date skew, quotas and injected latency. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How far a signed date may be from the clock. Default: 5 minutes.</summary>
    public TimeSpan DateSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Default: RS256, as the service.</summary>
    public TokenSigningAlgorithm SigningAlgorithm { get; init; } = TokenSigningAlgorithm.RS256;

    /// <summary>Whether the documented quotas per 30 seconds hold. Default: false.</summary>
    public bool Quotas { get; init; }

    /// <summary>The window of the quotas; the limits shrink and grow with it, so that the rates stay as documented. Default: 30 seconds, as documented.</summary>
    public TimeSpan QuotaWindow { get; init; } = TimeSpan.FromSeconds(30);

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

    /// <summary>What is answered where the service's answer is not known.</summary>
    public UndocumentedAnswers Undocumented { get; init; } = new();

    /// <summary>Where the line per call goes. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
