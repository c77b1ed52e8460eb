using AcsFunctions.Acs;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What the dependencies of a scripted app do to the next calls; by default what they always do.</summary>
public sealed class Script
{
    /// <summary>How ACS refuses; null where it does not.</summary>
    public AcsRefusalKind? Acs { get; set; }

    /// <summary>Whether ACS's credential can be had.</summary>
    public bool HasCredential { get; set; } = true;

    public StoreMood Store { get; set; }
}
