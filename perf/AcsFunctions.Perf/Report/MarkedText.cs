namespace AcsFunctions.Perf.Report;

/// <summary>Text between two marks, which a command keeps and people leave alone.</summary>
internal static class MarkedText
{
    /// <exception cref="InvalidOperationException">A mark is missing.</exception>
    public static string Replace(string text, string name, string content)
    {
        var begin = $"<!-- {name}: begin -->";
        var end = $"<!-- {name}: end -->";
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? $"{text[..(from + begin.Length)]}\n\n{content.ReplaceLineEndings("\n").Trim()}\n\n{text[to..]}"
            : throw new InvalidOperationException($"The marks '{begin}' and '{end}' are missing.");
    }
}
