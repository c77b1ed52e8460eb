namespace AcsFunctions.Worker.Callers;

/// <summary>How Entra writes the ids of tenants and users in its tokens.</summary>
internal static class EntraIds
{
    /// <summary>32 lower-case hex digits in five groups.</summary>
    public static bool IsPlainGuid(string text) => Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;
}
