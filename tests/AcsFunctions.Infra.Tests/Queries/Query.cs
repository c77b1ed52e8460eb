using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Queries;

/// <summary>A query of the workbook, an alert or the documentation.</summary>
internal sealed partial record Query(string Name, string Text)
{
    public static IReadOnlyList<Query> OfInfra { get; } = [.. Directory
        .EnumerateFiles(Repository.PathOf("infra", "queries"), "*.kql")
        .Order(StringComparer.Ordinal)
        .Select(file => new Query(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];

    public static IReadOnlyList<Query> OfDocs { get; } = [.. Directory
        .EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(file => Fence().Matches(File.ReadAllText(file)).Select((match, index) =>
            new Query($"{Path.GetFileNameWithoutExtension(file)}-{index + 1}", match.Groups[1].Value)))];

    public static IReadOnlyList<Query> All { get; } = [.. OfInfra, .. OfDocs];

    /// <summary>The event ids that the query asks for.</summary>
    public IReadOnlyList<int> EventIds => [.. EventComparison().Matches(Text).SelectMany(match => Number().Matches(match.Groups[1].Value)).Select(match => int.Parse(match.Value))];

    /// <summary>The columns of <c>Properties</c> that it reads, but for those that every event has.</summary>
    public IReadOnlyList<string> Columns => [.. Property().Matches(Text).Select(match => match.Groups[1].Value).Where(column => column is not ("EventId" or "EventName"))];

    [GeneratedRegex(@"^```kusto\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\bEventId\)?\s*(?:==|in)\s*(\(?[\d,\s]+)")]
    private static partial Regex EventComparison();

    [GeneratedRegex(@"\d{3,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"\bProperties\.(\w+)")]
    private static partial Regex Property();
}
