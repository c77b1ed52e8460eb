namespace AcsFunctions.Worker.Compatibility;

/// <summary>Section <c>Compatibility</c>: the routes of ACS samples, for front-ends that exist.</summary>
public sealed class CompatibilityOptions
{
    public const string Section = "Compatibility";

    /// <summary>Whether the drop-in routes are served; where not, they answer like routes that do not exist.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }
}
