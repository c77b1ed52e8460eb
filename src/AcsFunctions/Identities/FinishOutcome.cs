namespace AcsFunctions.Identities;

/// <summary>What became of an attempt to carry out a promise at ACS.</summary>
public enum FinishOutcome
{
    Done,

    /// <summary>ACS asks for less; the promise stays.</summary>
    Throttled,

    /// <summary>ACS denies us, or says that the identity is another resource's; the promise stays until an operator has looked.</summary>
    Refused,

    /// <summary>ACS could not be reached; the promise stays.</summary>
    Failed,
}
