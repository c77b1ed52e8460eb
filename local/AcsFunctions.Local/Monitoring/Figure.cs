namespace AcsFunctions.Local.Monitoring;

/// <summary>A tile of the workbook, as a table.</summary>
/// <param name="Query">The file of infra/queries whose figures it has; null for one that only this page has.</param>
/// <param name="Title">As in the workbook.</param>
/// <param name="Columns">Their heads.</param>
/// <param name="Rows">Their cells.</param>
internal sealed record Figure(string? Query, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
