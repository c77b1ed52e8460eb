namespace AcsFunctions.Worker.Callers;

/// <summary>Whether tokens of an issuer can be validated.</summary>
public enum IssuerState
{
    Usable,

    /// <summary>It does not answer, and nothing that it said before counts any more. That may pass.</summary>
    Away,

    /// <summary>What answers under its address is no issuer, or the issuer of no one: no token can ever be valid.</summary>
    Unusable,
}
