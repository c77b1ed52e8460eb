using System.Text.RegularExpressions;

namespace AcsFunctions.Build.Tests;

internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>How many lines contain the text: a build says some things again in its summary, and once is what it may say.</summary>
    public int Lines(string text) => Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>The different texts of its errors, without the projects that they came from.</summary>
    public IReadOnlyCollection<string> Errors =>
        [.. Regex.Matches(Output, @"error[^:\n]*: (?<text>[^\n]*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline).Select(match => match.Groups["text"].Value).Distinct()];
}
