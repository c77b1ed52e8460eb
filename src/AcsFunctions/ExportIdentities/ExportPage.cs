using AcsFunctions.Identities;

namespace AcsFunctions.ExportIdentities;

/// <summary>A page of the map. It may be empty and still not be the last.</summary>
/// <param name="After">What the next page is asked for with; null on the last.</param>
public sealed record ExportPage(IReadOnlyList<ExportedIdentity> Identities, string? After);
