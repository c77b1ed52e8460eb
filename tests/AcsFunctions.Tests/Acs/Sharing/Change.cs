namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>What happens to four instances under load.</summary>
public enum Change
{
    /// <summary>They start.</summary>
    Start,

    /// <summary>Two of them die.</summary>
    TwoDie,

    /// <summary>All the load goes to one of them.</summary>
    OneIsAsked,

    /// <summary>A fifth comes.</summary>
    FifthComes,
}
