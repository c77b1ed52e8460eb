using System.ComponentModel.DataAnnotations;
using NCrontab;

namespace AcsFunctions.Sweeps;

/// <summary>Section <c>CleanUp</c>: the timer that finishes what was left behind and deletes identities nobody uses.</summary>
public sealed class CleanUpOptions : IValidatableObject
{
    public const string Section = "CleanUp";

    /// <summary>The setting that <see cref="Schedule"/> is read from. Flat, because the platform wakes an idle app only for names without a separator (https://github.com/Azure/azure-functions-host/issues/8649).</summary>
    public const string ScheduleSetting = "CleanUpSchedule";

    private const int FieldsWithSeconds = 6;

    /// <summary>When the timer fires: NCRONTAB in UTC, five fields, or six with seconds first. The Functions host reads it as <c>%CleanUpSchedule%</c>.</summary>
    [Required(ErrorMessage = "The setting CleanUpSchedule is missing: an NCRONTAB expression such as '0 17 * * * *'.")]
    public string? Schedule { get; internal set; }

    /// <summary>
    /// How long an identity may go without a token before it is deleted. Deleting one deletes what ACS keeps for it, chats among it.
    /// A guest's goes when the guest's time is over, and not by this. An empty setting turns this off; pending actions are finished all the same.
    /// </summary>
    /// <value>2 to 3650 days, and at least <c>Identities:TouchInterval</c> plus a day. Default: 90 days.</value>
    [Range(typeof(TimeSpan), "2.00:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan? StaleAfter { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Counts and logs, and changes nothing.</summary>
    /// <value>Default: false.</value>
    public bool DryRun { get; set; }

    /// <summary>The most calls to ACS a second. Users share the quotas: clean-up takes at most half of <c>Acs:Quota:Deletions</c> and <c>Acs:Quota:Revocations</c>, whatever stands here.</summary>
    /// <value>0.1 to 8. Default: 8.</value>
    [Range(0.1, 8)]
    public double CallsPerSecond { get; set; } = 8;

    /// <summary>How many rows are worked on at once.</summary>
    /// <value>1 to 64. Default: 8.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    /// <summary>How many rows a run works on at most; the next one carries on where it stopped.</summary>
    /// <value>1 to 1,000,000. Default: 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxRowsPerRun { get; set; } = 10_000;

    /// <summary>How long a run may take: well below <c>functionTimeout</c> of <c>host.json</c> (10 minutes), at which the host kills the process.</summary>
    /// <value>1 second to 9 minutes. Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:09:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var parse = new CrontabSchedule.ParseOptions { IncludingSeconds = Schedule?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds };
        if (Schedule is not null && CrontabSchedule.TryParse(Schedule, parse) is null)
        {
            yield return new($"The setting {ScheduleSetting} is '{Schedule}', which is not an NCRONTAB expression such as '0 17 * * * *'.");
        }
    }
}
