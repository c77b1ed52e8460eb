using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>A fenced block of a document.</summary>
public sealed partial record CodeBlock(string Document, string Language, string Text)
{
    public static IEnumerable<CodeBlock> Of(string document) =>
        Fence().Matches(File.ReadAllText(Repository.File(document))).Select(fence => Of(document, fence));

    public override string ToString() => $"{Document}: {Text.Split('\n')[0]}";

    private static CodeBlock Of(string document, Match fence) =>
        new(document, fence.Groups["language"].Value, Regex.Replace(fence.Groups["text"].Value, $"^{fence.Groups["indent"].Value}", "", RegexOptions.Multiline));

    // Indented where it belongs to an item of a list.
    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)\n(?<text>.*?)^\k<indent>```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
