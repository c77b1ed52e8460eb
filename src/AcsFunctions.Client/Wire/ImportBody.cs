using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record ImportBody(IReadOnlyList<ExportedIdentity> Identities);
