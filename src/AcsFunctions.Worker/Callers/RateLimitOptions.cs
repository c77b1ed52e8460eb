using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Worker.Callers;

/// <summary>Section <c>RateLimits</c>: how often a signed-in user may ask for tokens, on each instance of the app.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>How many token requests of one user are served in a minute, for as long as it likes.</summary>
    /// <value>1 to 6000. Default: 60, where a front-end needs one in an hour.</value>
    [Range(1, 6000)]
    public int TokensPerMinute { get; set; } = 60;

    /// <summary>How many may come at once after a pause.</summary>
    /// <value>1 to 1000. Default: 60.</value>
    [Range(1, 1000)]
    public int TokenBurst { get; set; } = 60;
}
