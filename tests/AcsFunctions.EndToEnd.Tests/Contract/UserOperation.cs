namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What each family of routes offers.</summary>
public enum UserOperation
{
    Read,
    Create,
    Delete,
    Issue,
    Revoke,
    Exchange,
}
