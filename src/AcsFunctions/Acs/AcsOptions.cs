using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Acs;

/// <summary>Section <c>Acs</c>: the ACS resource.</summary>
public sealed class AcsOptions
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
}
