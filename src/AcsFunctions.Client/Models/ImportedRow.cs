namespace AcsFunctions.Client.Models;

/// <summary>What became of a row of an import.</summary>
/// <param name="Outcome"><c>imported</c>, <c>unchanged</c>, <c>conflict</c>, <c>invalid</c>, or <c>failed</c>, which is worth sending again.</param>
/// <param name="Code">Why it was not taken; null where it was.</param>
/// <param name="Detail">What is particular to the row.</param>
public sealed record ImportedRow(string Outcome, string? Code, string? Detail);
