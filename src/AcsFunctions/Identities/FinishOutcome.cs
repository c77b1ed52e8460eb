namespace AcsFunctions.Identities;

/// <summary>What came of carrying out a pending action at ACS.</summary>
public enum FinishOutcome
{
    Done,

    /// <summary>ACS throttles; the action stays pending.</summary>
    Throttled,

    /// <summary>ACS denies us, or says that the identity is another resource's; the action stays pending until an operator has looked.</summary>
    Refused,

    /// <summary>ACS could not be reached; the action stays pending.</summary>
    Failed,
}
