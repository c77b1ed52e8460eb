using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record ImportedBody
{
    public required IReadOnlyList<ImportedRow> Rows { get; init; }
}
