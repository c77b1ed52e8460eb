namespace AcsFunctions.ImportIdentities;

/// <summary>What became of one row of an import.</summary>
/// <param name="Outcome">In short.</param>
/// <param name="Refusal">Why it was not taken; null where it was.</param>
public sealed record ImportedRow(ImportOutcome Outcome, Refusal? Refusal = null);
