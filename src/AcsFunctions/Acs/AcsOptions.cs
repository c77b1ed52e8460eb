using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Acs;

/// <summary>Section <c>Acs</c>: the ACS resource.</summary>
public sealed class AcsOptions : IValidatableObject
{
    public const string Section = "Acs";

    /// <summary>The setting that ACS's own quickstarts use for the connection string.</summary>
    public const string ConnectionStringSetting = "COMMUNICATION_SERVICES_CONNECTION_STRING";

    /// <summary>The resource, reached with managed identity, e.g. <c>https://name.communication.azure.com</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary><c>endpoint=…;accesskey=…</c>, read from <see cref="ConnectionStringSetting"/>. Not used when <see cref="Endpoint"/> is set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How long one attempt of a call to ACS may take.</summary>
    /// <value>1 to 60 seconds. Default: 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many times a call that may be repeated is sent again.</summary>
    /// <value>0 to 5. Default: 2.</value>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>The longest <c>Retry-After</c> that we sit out ourselves; a longer one goes to our caller as 429.</summary>
    /// <value>0 to 10 seconds. Default: 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ConvertValueInInvariantCulture = true)]
    public TimeSpan LongestThrottleWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a call may take in all, its turn and its repetitions included. A creation that was sent has only <see cref="AttemptTimeout"/>: cancelling it would lose its identity.</summary>
    /// <value>1 second to 2 minutes. Default: 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call waits for its turn within the quota, or for one of <see cref="MaxConcurrentCalls"/>; beyond that it is refused unsent.</summary>
    /// <value>0 to 30 seconds, and shorter than <see cref="Deadline"/>. Default: 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ConvertValueInInvariantCulture = true)]
    public TimeSpan LongestQueueTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many calls an instance has under way at once.</summary>
    /// <value>1 to 1,000. Default: 100, three times what the quota of tokens needs at a second a call.</value>
    [Range(1, 1000)]
    public int MaxConcurrentCalls { get; set; } = 100;

    /// <summary>The address of the resource, however it is configured.</summary>
    public Uri ResourceAddress => Endpoint ?? AcsConnectionString.Endpoint(ConnectionString!);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is null && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new($"ACS is not configured: set {ConnectionStringSetting}, or {Section}:{nameof(Endpoint)} to use managed identity.");
        }
        else if (Endpoint is { IsAbsoluteUri: false } or { Scheme: not "https" })
        {
            // Client libraries refuse to send a bearer token in clear.
            yield return new($"The setting {Section}:{nameof(Endpoint)} must be an https address, such as https://name.communication.azure.com.");
        }
        else if (Endpoint is not null && !(Endpoint is { AbsolutePath: "/", Query: "", UserInfo: "" }))
        {
            yield return new($"The setting {Section}:{nameof(Endpoint)} must end with the host's name, as https://name.communication.azure.com does.");
        }
        else if (Endpoint is not null && IsInAnotherCloud(Endpoint.Host))
        {
            yield return new($"The setting {Section}:{nameof(Endpoint)} is in another cloud than Azure's public one, where managed identity gets no token for ACS: use {ConnectionStringSetting}.");
        }
        else if (Endpoint is null && AcsConnectionString.Fault(ConnectionString!) is { } fault)
        {
            yield return new($"The setting {ConnectionStringSetting} {fault}");
        }

        if (LongestQueueTime >= Deadline)
        {
            yield return new($"The setting {Section}:{nameof(LongestQueueTime)} must be shorter than {Section}:{nameof(Deadline)}, which it is a part of.");
        }
    }

    // Tokens are asked for at the public cloud's address of ACS, which no other cloud's resource takes.
    private static bool IsInAnotherCloud(string host) =>
        host.Contains(".communication.azure.", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".communication.azure.com", StringComparison.OrdinalIgnoreCase);
}
