namespace AcsFunctions.Local;

/// <summary>Other programs' messages, cut to fit into a sentence of ours.</summary>
internal static class Sentence
{
    public static string FirstLineOf(string message) => message
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault("no reason was given");
}
