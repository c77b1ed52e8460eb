namespace AcsFunctions.Worker.Routes;

/// <summary>What an operator asked for, read and confirmed.</summary>
public sealed record RunTerms(bool DryRun);
