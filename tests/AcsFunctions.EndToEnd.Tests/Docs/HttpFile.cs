using System.Globalization;
using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>The requests of an .http file, as editors read it: variables, named requests, and references to their answers.</summary>
internal sealed partial class HttpFile
{
    private HttpFile(IReadOnlyDictionary<string, string> variables, IReadOnlyList<HttpFileRequest> requests)
    {
        Variables = variables;
        Requests = requests;
    }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public IReadOnlyList<HttpFileRequest> Requests { get; }

    public static HttpFile Parse(string text)
    {
        var sections = Separator().Split(text);
        var variables = Variable().Matches(sections[0]).ToDictionary(variable => variable.Groups[1].Value, variable => variable.Groups[2].Value.Trim());
        return new HttpFile(variables, [.. sections.Skip(1).Select(ParseRequest)]);
    }

    private static HttpFileRequest ParseRequest(string section)
    {
        var lines = section.Split('\n');
        var title = lines[0].Trim();
        var rest = lines.Skip(1).ToList();
        var name = rest.Find(line => line.StartsWith("# @name ", StringComparison.Ordinal))?["# @name ".Length..].Trim();
        rest.RemoveAll(line => line.StartsWith('#'));
        var first = rest.FindIndex(line => line.Length > 0);
        var target = rest[first].Split(' ', 2);
        var end = rest.FindIndex(first, line => line.Length == 0);
        var headers = rest[(first + 1)..end].Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())).ToList();
        var statuses = Status().Matches(title).Select(status => int.Parse(status.Value, CultureInfo.InvariantCulture)).ToList();
        return new HttpFileRequest(title, name, new HttpMethod(target[0]), target[1], headers, string.Join('\n', rest.Skip(end)).Trim(), statuses);
    }

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+) *= *(.+)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\b[2-5]\d\d\b")]
    private static partial Regex Status();
}
