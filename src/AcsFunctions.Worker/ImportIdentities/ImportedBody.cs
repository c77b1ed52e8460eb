namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>What became of the rows of an import, on the wire.</summary>
internal sealed record ImportedBody(IReadOnlyList<ImportedRowBody> Rows);
