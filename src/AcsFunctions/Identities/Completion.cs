namespace AcsFunctions.Identities;

/// <summary>How far a promise has been carried out when it is answered.</summary>
public enum Completion
{
    /// <summary>At ACS too.</summary>
    Done,

    /// <summary>In the table; the timer carries on at ACS.</summary>
    Pending,
}
