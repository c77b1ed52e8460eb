using System.Diagnostics.CodeAnalysis;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>An ACS identity as callers write it: in a path or a body, its colons as they are or percent-encoded, once more than the host decodes.</summary>
internal static class CommunicationUserIdText
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? communicationUserId) =>
        CommunicationUserIds.TryParse(text?.Contains('%', StringComparison.Ordinal) == true ? Uri.UnescapeDataString(text) : text, out communicationUserId);
}
