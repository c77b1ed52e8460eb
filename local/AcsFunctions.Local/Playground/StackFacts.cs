namespace AcsFunctions.Local.Playground;

/// <summary>What the playground wants to know of its stack.</summary>
internal sealed record StackFacts(bool UsesEmulator, string FunctionKey, string MasterKey, string? CertificatePath);
