namespace AcsFunctions.Worker.Http;

/// <summary>What an operator asked for, read and confirmed.</summary>
public sealed record JobRequest(bool DryRun);
