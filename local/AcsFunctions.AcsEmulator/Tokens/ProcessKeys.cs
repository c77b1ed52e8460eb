namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>The keys of emulators that keep nothing: one per algorithm and process, because a test run starts many emulators and RSA keys are slow to make. Tokens of another emulator differ by their resource.</summary>
internal static class ProcessKeys
{
    private static readonly Lazy<SigningKey> Rsa = new(static () => SigningKey.Create(TokenSigningAlgorithm.RS256));
    private static readonly Lazy<SigningKey> Ecdsa = new(static () => SigningKey.Create(TokenSigningAlgorithm.ES256));

    public static SigningKey Of(TokenSigningAlgorithm algorithm) => algorithm == TokenSigningAlgorithm.RS256 ? Rsa.Value : Ecdsa.Value;
}
