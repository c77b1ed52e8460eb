namespace AcsFunctions.Identities;

/// <summary>What to do when ACS no longer knows a mapped identity.</summary>
public enum MissingIdentityPolicy
{
    /// <summary>Refuse, clearly, until an operator has looked.</summary>
    Fail,

    /// <summary>Unmap it and give the user a new identity.</summary>
    Recreate,
}
