namespace AcsFunctions.Worker.Callers;

/// <summary>Names as settings have them, separated by spaces; tabs and line breaks, which come along when a value is pasted, are as good.</summary>
internal static class SpacedList
{
    public static string[] Split(string? names) => names?.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Whether names are separated by something else, so that they pass for one that nobody has. Of claims and clients: an audience may hold such characters.</summary>
    public static bool IsSeparatedOtherwise(string? names) => names?.AsSpan().ContainsAny(',', ';') == true;

    /// <summary>One name, without what was pasted with it.</summary>
    public static string? Trim(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}
