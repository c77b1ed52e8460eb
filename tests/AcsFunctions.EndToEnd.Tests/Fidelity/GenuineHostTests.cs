using System.Text.RegularExpressions;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>
/// What a caller sees here is what a caller would see on Azure: requests, byte for byte, whose answers by the genuine host were recorded.
/// docs/functions-host-fidelity.md lists what differs, and each difference of that list must be one.
/// </summary>
public sealed partial class GenuineHostTests(FidelityFixture fixture) : IClassFixture<FidelityFixture>
{
    private static readonly IReadOnlyList<GenuineCase> Cases = GenuineCase.ReadAll();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_recorded_request_is_answered_as_the_genuine_host_did_or_the_document_says_why_not()
    {
        var known = KnownDifferences();
        // The recording was made where every user that it names had been before.
        await ReplayAsync();

        var differences = await ReplayAsync();

        Assert.Equal(160, Cases.Count);
        string[] wrong =
        [
            .. differences.Where(one => !known.ContainsKey(one.Key)).Select(one => $"{one.Key}: {one.Value}"),
            .. known.Keys.Except(differences.Keys).Select(name => $"{name}: the document says that it differs, and it does not"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_document_names_recorded_requests_and_gives_reasons()
    {
        var known = KnownDifferences();

        Assert.NotEmpty(known);
        Assert.Empty(known.Keys.Except(Cases.Select(one => one.Name)));
        Assert.All(known.Values, reason => Assert.True(reason.Length > 20, $"No reason: {reason}"));
    }

    [Fact]
    public void A_difference_would_be_seen()
    {
        var one = Cases.Single(one => one.Name == "missing key");
        var problem = Cases.Single(one => one.Name == "unknown operation");

        Assert.Empty(Comparison.Differences(one, one.Genuine));
        Assert.Single(Comparison.Differences(one, one.Genuine with { Status = 403 }));
        Assert.Single(Comparison.Differences(one, one.Genuine with { Body = "no" }));
        Assert.Single(Comparison.Differences(one, one.Genuine with { Headers = new Dictionary<string, string>(one.Genuine.Headers) { ["x-added"] = "1" } }));
        Assert.Single(Comparison.Differences(one, one.Genuine with { Headers = one.Genuine.Headers.Where(header => header.Key != "content-length").ToDictionary() }));
        Assert.Single(Comparison.Differences(problem, problem.Genuine with { Body = problem.Genuine.Body.Replace("operation_not_found", "other", StringComparison.Ordinal) }));
    }

    private async Task<Dictionary<string, string>> ReplayAsync()
    {
        var stack = fixture.Stack;
        Dictionary<string, string> values = new()
        {
            ["host"] = stack.BaseAddress.Authority,
            ["key"] = stack.FunctionKey,
            ["master"] = stack.MasterKey,
            ["token"] = stack.SignIn("fidelity"),
            ["admin-token"] = stack.SignInAdmin(),
        };
        Dictionary<string, string> differences = [];
        foreach (var one in Cases)
        {
            var answer = await HostAnswer.ToAsync(stack.BaseAddress, one.Request.ToBytes(values), Cancellation);
            var found = Comparison.Differences(one with { Genuine = Filled(one.Genuine, values) }, answer).ToArray();
            if (found.Length > 0)
            {
                differences.Add(one.Name, string.Join("; ", found));
            }
        }

        return differences;
    }

    private static HostAnswer Filled(HostAnswer genuine, Dictionary<string, string> values) =>
        genuine with { Body = genuine.Body.Replace("{host}", values["host"], StringComparison.Ordinal).Replace("{key}", values["key"], StringComparison.Ordinal) };

    private static Dictionary<string, string> KnownDifferences() => File.ReadAllLines(Repository.File("docs/functions-host-fidelity.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .SelectMany(match => Name().Matches(match.Groups["names"].Value).Select(name => (Name: name.Groups[1].Value, Reason: match.Groups["reason"].Value)))
        .ToDictionary(row => row.Name, row => row.Reason);

    // | `name`, `name` | genuine | here | why |
    [GeneratedRegex(@"^\| (?<names>`.*`) \|[^|]*\|[^|]*\| (?<reason>.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
