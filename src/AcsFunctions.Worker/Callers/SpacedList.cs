namespace AcsFunctions.Worker.Callers;

/// <summary>Names as settings have them, separated by spaces.</summary>
internal static class SpacedList
{
    public static string[] Split(string? names) => names?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
