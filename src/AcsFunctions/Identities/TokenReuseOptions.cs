using System.ComponentModel.DataAnnotations;

namespace AcsFunctions.Identities;

/// <summary>
/// Section <c>Tokens:Reuse</c>: hands a token that this instance issued out again, to the same user for the same scopes and lifetime,
/// after reading the user's row. Tokens are kept in memory only.
/// </summary>
public sealed class TokenReuseOptions
{
    public const string Section = "Tokens:Reuse";

    /// <summary>Switches it on. Saves ACS calls; a token that someone else revoked directly at ACS is then handed out until it runs low.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>The least life that a token handed out again must have left. The ACS client libraries refresh ten minutes before the end and our token client fifteen, so less would send them back at once.</summary>
    /// <value>16 to 55 minutes. Default: 20 minutes.</value>
    [Range(typeof(TimeSpan), "00:16:00", "00:55:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan LeastLifeLeft { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>How many tokens are kept; the least recently used one makes way. Each takes about two kilobytes.</summary>
    /// <value>100 to 1,000,000. Default: 5,000.</value>
    [Range(100, 1_000_000)]
    public int Capacity { get; set; } = 5_000;
}
