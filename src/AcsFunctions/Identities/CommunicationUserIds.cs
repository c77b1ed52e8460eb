using System.Diagnostics.CodeAnalysis;

namespace AcsFunctions.Identities;

/// <summary>
/// What an identity of ACS looks like: <c>8:acs:&lt;resource&gt;_&lt;id&gt;</c>, in the clouds of the US government <c>8:gcch-acs:…</c> and
/// <c>8:dod-acs:…</c>. Front-ends also write it without the <c>8:</c>, and without any of what stands before the resource.
/// </summary>
public static class CommunicationUserIds
{
    private const int MaxLength = 256;

    private static readonly string[] Clouds = ["acs:", "gcch-acs:", "dod-acs:"];

    /// <summary>The one spelling of an identity that rows are written and compared by.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? communicationUserId)
    {
        communicationUserId = null;
        if (text is null)
        {
            return false;
        }

        var rest = text.StartsWith("8:", StringComparison.Ordinal) ? text[2..] : text;
        var cloud = Clouds.FirstOrDefault(cloud => rest.StartsWith(cloud, StringComparison.OrdinalIgnoreCase));
        var bare = cloud is null ? rest : rest[cloud.Length..];
        if ((cloud is null && rest.Length != text.Length) || !IsBare(bare))
        {
            return false;
        }

        var parsed = $"8:{cloud ?? Clouds[0]}{bare}";
        communicationUserId = parsed.Length <= MaxLength ? parsed : null;
        return communicationUserId is not null;
    }

    // <resource>_<id>, both of them GUIDs or like GUIDs.
    private static bool IsBare(string bare) => bare.IndexOf('_', StringComparison.Ordinal) is > 0 and var at
        && at < bare.Length - 1
        && bare.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
