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

    /// <summary>The address of the resource, however it is configured.</summary>
    public Uri ResourceAddress => Endpoint ?? new Uri(Part(ConnectionString!, "endpoint=")!);

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
        else if (Endpoint is null && !IsConnectionString(ConnectionString!))
        {
            yield return new($"The setting {ConnectionStringSetting} is not of the form endpoint=https://…;accesskey=….");
        }
    }

    private static bool IsConnectionString(string text)
    {
        var key = Part(text, "accesskey=");
        return Uri.TryCreate(Part(text, "endpoint="), UriKind.Absolute, out _)
            && key is not null && Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 0;
    }

    private static string? Part(string text, string name) => text
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault(part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..];
}
