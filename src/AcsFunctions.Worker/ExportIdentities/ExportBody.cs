using AcsFunctions.ExportIdentities;

namespace AcsFunctions.Worker.ExportIdentities;

/// <summary>A page of the map on the wire.</summary>
internal sealed record ExportBody(IReadOnlyList<ExportedIdentityBody> Identities, string? After)
{
    public static ExportBody Of(ExportPage page) => new([.. page.Identities.Select(ExportedIdentityBody.Of)], page.After);
}
