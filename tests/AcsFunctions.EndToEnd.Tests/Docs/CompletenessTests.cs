using System.Reflection;
using System.Text.RegularExpressions;
using AcsFunctions.EndToEnd.Tests.Contract;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>What an operation and a code need besides the code: rows, requests, names. CONTRIBUTING.md promises that what was forgotten is named.</summary>
public sealed partial class CompletenessTests
{
    // Of a body's form alone, and the token client sends its bodies right.
    private static readonly string[] OfOtherClients = ["body_too_large", "length_required", "unsupported_media_type"];

    private static readonly string Contract = Read("openapi.yaml");

    [Fact]
    public void Every_operation_has_a_row_in_README()
    {
        var rows = Read("README.md");

        AssertNothingMissing(Routes.Where(route => !rows.Contains($"| `{route.Method} /api/me{route.Path}`", StringComparison.Ordinal)).Select(route => $"README.md: {route.Method} /api/me{route.Path}"));
    }

    [Fact]
    public void Every_operation_has_a_request_in_the_request_file()
    {
        var requests = HttpFile.Parse(Read("requests/acs-functions.http")).Requests;

        AssertNothingMissing(Routes
            .Where(route => !requests.Any(request => request.Method.Method == route.Method && Family().Replace(request.Target, "") == route.Path))
            .Select(route => $"requests/acs-functions.http: {route.Method} …{route.Path}"));
    }

    [Fact]
    public void Every_operations_span_is_in_the_telemetry_document()
    {
        var spans = Directory.EnumerateFiles(Repository.File("src/AcsFunctions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Span().Matches(File.ReadAllText(file)).Select(span => span.Groups[1].Value))
            .ToArray();
        var rows = string.Join('\n', Read("docs/telemetry.md").Split('\n').SkipWhile(line => line != "## Spans").TakeWhile(line => line != "## Metrics").Where(line => line.StartsWith("| `", StringComparison.Ordinal)));

        // Control: they are found at all.
        Assert.True(spans.Length >= Routes.Count());
        AssertNothingMissing(spans.Where(span => !rows.Contains($"`{span}`", StringComparison.Ordinal)).Select(span => $"docs/telemetry.md: {span}"));
    }

    [Theory]
    [InlineData("web/token-client/src/tokenError.ts", "\"")]
    [InlineData("docs/front-ends.md", "`")]
    public void Every_code_that_a_front_end_can_meet_is_known_to_front_ends(string path, string quote)
    {
        var text = Read(path);
        var codes = SelfPath().Matches(Contract)
            .SelectMany(operations => ResponseReference().Matches(operations.Value))
            .Select(response => response.Groups[1].Value)
            .Distinct()
            .SelectMany(CodesOf)
            .Distinct()
            .ToArray();

        Assert.Contains("reauthentication_required", codes);
        AssertNothingMissing(codes
            .Where(code => !text.Contains(quote + code + quote, StringComparison.Ordinal) && !(path.EndsWith(".ts", StringComparison.Ordinal) && OfOtherClients.Contains(code)))
            .Select(code => $"{path}: {code}"));
    }

    private static void AssertNothingMissing(IEnumerable<string> missing)
    {
        var list = missing.ToArray();
        Assert.True(list.Length == 0, "Missing:\n" + string.Join('\n', list));
    }

    private static IEnumerable<RouteAttribute> Routes => typeof(UserOperation).GetFields(BindingFlags.Public | BindingFlags.Static).Select(operation => operation.GetCustomAttribute<RouteAttribute>()!);

    private static IEnumerable<string> CodesOf(string response)
    {
        var block = Regex.Match(Contract, $@"^    {response}:\n(?:      .*\n)+", RegexOptions.Multiline);
        Assert.True(block.Success, response);
        return Example().Matches(block.Value).Select(example => CodeOf(example.Groups[1].Value)).Where(code => code.Length > 0);
    }

    // Bodies that are no problems have examples too, and no code.
    private static string CodeOf(string example) =>
        Regex.Match(Contract, $@"^    {example}:\n(?:      .*\n)*?        code: (\w+)\n", RegexOptions.Multiline).Groups[1].Value;

    private static string Read(string path) => File.ReadAllText(Repository.File(path));

    [GeneratedRegex(@"^\{\{functions\}\}/api/(?:me|(?:keyed/)?users/\{\{user\}\})")]
    private static partial Regex Family();

    [GeneratedRegex(@"ObserveAsync\(\s*""(\w+)""")]
    private static partial Regex Span();

    [GeneratedRegex(@"^  /api/me/\S+:\n(?:    .*\n)+", RegexOptions.Multiline)]
    private static partial Regex SelfPath();

    [GeneratedRegex("#/components/responses/(\\w+)")]
    private static partial Regex ResponseReference();

    [GeneratedRegex("#/components/examples/(\\w+)")]
    private static partial Regex Example();
}
