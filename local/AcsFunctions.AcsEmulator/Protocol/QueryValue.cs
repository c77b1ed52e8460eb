namespace AcsFunctions.AcsEmulator.Protocol;

internal static class QueryValue
{
    /// <summary>The decoded values of a name, joined by commas when it is given more than once; null when it is not.</summary>
    public static string? Of(string query, string name)
    {
        string[] values =
        [
            .. query.Split('&')
                .Select(static pair => pair.Split('=', 2))
                .Where(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(static pair => pair is [_, var value] ? Uri.UnescapeDataString(value) : ""),
        ];
        return values.Length == 0 ? null : string.Join(',', values);
    }
}
