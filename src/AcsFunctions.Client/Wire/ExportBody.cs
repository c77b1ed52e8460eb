using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record ExportBody
{
    public required IReadOnlyList<ExportedIdentity> Identities { get; init; }

    public string? After { get; init; }
}
