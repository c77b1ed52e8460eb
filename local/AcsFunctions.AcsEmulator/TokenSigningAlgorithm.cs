namespace AcsFunctions.AcsEmulator;

/// <summary>How tokens are signed.</summary>
public enum TokenSigningAlgorithm
{
    /// <summary>RSA, as the service does. About 950 tokens a second and core.</summary>
    RS256,

    /// <summary>ECDSA on P-256, for load: many times faster.</summary>
    ES256,
}
