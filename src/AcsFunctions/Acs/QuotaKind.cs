namespace AcsFunctions.Acs;

/// <summary>The calls that ACS has a quota of its own for. The names are those of columns.</summary>
public enum QuotaKind
{
    Creations,
    CreationsWithToken,
    Tokens,
    Revocations,
    Deletions,
    TeamsExchanges,
}
