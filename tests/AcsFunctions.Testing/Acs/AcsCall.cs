namespace AcsFunctions.Testing.Acs;

/// <summary>What can be asked of ACS.</summary>
public enum AcsCall
{
    Create,
    Issue,
    Revoke,
    Delete,
    ExchangeTeamsToken,
}
