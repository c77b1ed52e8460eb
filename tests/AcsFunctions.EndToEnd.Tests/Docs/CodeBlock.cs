using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>A fenced block of a document.</summary>
public sealed partial record CodeBlock(string Document, string Language, string Text)
{
    public static IEnumerable<CodeBlock> Of(string document) =>
        Fence().Matches(File.ReadAllText(Repository.File(document))).Select(fence => new CodeBlock(document, fence.Groups[1].Value, fence.Groups[2].Value));

    public override string ToString() => $"{Document}: {Text.Split('\n')[0]}";

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
