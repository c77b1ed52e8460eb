namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What each family of routes offers.</summary>
public enum UserOperation
{
    [Route("GET", "/identity")]
    Read,

    [Route("PUT", "/identity")]
    Create,

    [Route("DELETE", "/identity")]
    Delete,

    [Route("POST", "/tokens")]
    Issue,

    [Route("POST", "/tokens/revoke")]
    Revoke,

    [Route("POST", "/teams-token")]
    Exchange,
}
