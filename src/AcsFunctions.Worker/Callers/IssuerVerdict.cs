namespace AcsFunctions.Worker.Callers;

/// <summary>What an issuer's keys and name say of a token.</summary>
internal enum IssuerVerdict
{
    /// <summary>It names another issuer.</summary>
    Foreign,

    /// <summary>The issuer cannot be asked, and nothing that it said before counts any more.</summary>
    Unreachable,

    /// <summary>Signature, algorithm, audience or lifetime is wrong.</summary>
    Invalid,

    Valid,
}
