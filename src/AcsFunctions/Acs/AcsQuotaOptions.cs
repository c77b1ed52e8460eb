using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Acs;

/// <summary>
/// Section <c>Acs:Quota</c>: how many calls of a kind all instances together send in any <see cref="Window"/>. The defaults are ACS's
/// documented limits (Azure Communication Services service limits, Identity). A call that is sent again after a failure is not counted
/// twice. Instances that use one identity table share a quota by themselves (<see cref="SharedQuotas"/>).
/// </summary>
public sealed class AcsQuotaOptions
{
    public const string Section = "Acs:Quota";

    private const int Most = 100_000;

    /// <summary>The time that ACS counts over.</summary>
    /// <value>1 second to 5 minutes. Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Identities created without a token.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    [Range(1, Most)]
    public int Creations { get; set; } = 1_000;

    /// <summary>Identities created together with a token.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    [Range(1, Most)]
    public int CreationsWithToken { get; set; } = 1_000;

    /// <summary>Tokens issued.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    [Range(1, Most)]
    public int Tokens { get; set; } = 1_000;

    /// <summary>Revocations.</summary>
    /// <value>1 to 100,000. Default: 500.</value>
    [Range(1, Most)]
    public int Revocations { get; set; } = 500;

    /// <summary>Deletions; clean-up has its own pace within it.</summary>
    /// <value>1 to 100,000. Default: 500.</value>
    [Range(1, Most)]
    public int Deletions { get; set; } = 500;

    /// <summary>Teams users' tokens exchanged.</summary>
    /// <value>1 to 100,000. Default: 500.</value>
    [Range(1, Most)]
    public int TeamsExchanges { get; set; } = 500;
}
