namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What an SDK told its caller of a refusal.</summary>
/// <param name="status">0: no answer came.</param>
public sealed class SdkException(int status, string? code, string message) : Exception(message)
{
    public int Status => status;

    public string? Code => code;
}
