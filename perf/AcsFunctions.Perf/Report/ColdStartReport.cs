namespace AcsFunctions.Perf.Report;

/// <summary>What a measurement of cold starts found.</summary>
internal sealed record ColdStartReport(Machine Machine, IReadOnlyList<ColdStartRow> Rows);
