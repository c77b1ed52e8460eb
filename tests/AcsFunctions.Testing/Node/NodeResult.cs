namespace AcsFunctions.Testing.Node;

/// <summary>What a program left behind.</summary>
public sealed record NodeResult(int ExitCode, string Output, string Error);
