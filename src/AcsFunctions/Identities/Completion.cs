namespace AcsFunctions.Identities;

/// <summary>How far a deletion or revocation has got when its request is answered.</summary>
public enum Completion
{
    /// <summary>At ACS too.</summary>
    Done,

    /// <summary>Recorded in the table; the timer does the rest at ACS.</summary>
    Pending,
}
