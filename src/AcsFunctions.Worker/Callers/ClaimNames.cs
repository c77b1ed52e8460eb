namespace AcsFunctions.Worker.Callers;

/// <summary>Claim names as settings have them, separated by spaces.</summary>
internal static class ClaimNames
{
    public static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
