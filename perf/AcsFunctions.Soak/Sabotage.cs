namespace AcsFunctions.Soak;

/// <summary>What the worker does wrong on purpose, to see whether the verdict sees it.</summary>
public enum Sabotage
{
    None,

    /// <summary>An identity that lost a race is forgotten instead of retired.</summary>
    ForgottenLosers,

    /// <summary>A revoke ends the tokens and leaves the sessions.</summary>
    UnendedSessions,
}
