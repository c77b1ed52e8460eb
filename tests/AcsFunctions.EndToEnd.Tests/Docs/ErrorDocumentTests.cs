using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AcsFunctions.Telemetry;
using AcsFunctions.Worker.Responses;

namespace AcsFunctions.EndToEnd.Tests.Docs;

/// <summary>docs/errors.md has every code, with its status, what to do and an example that is true.</summary>
public sealed partial class ErrorDocumentTests
{
    private static readonly Dictionary<string, string> Sections = Section()
        .Matches(File.ReadAllText(Repository.File("docs/errors.md")) + "\n## ")
        .ToDictionary(section => section.Groups[1].Value, section => section.Groups[2].Value);

    private static IEnumerable<Problem> Problems =>
    [
        .. typeof(Problem).GetProperties(BindingFlags.Static | BindingFlags.Public).Where(property => property.PropertyType == typeof(Problem)).Select(property => (Problem)property.GetValue(null)!),
        .. Enum.GetValues<RefusalReason>().Select(reason => Problem.Of(new Refusal(reason))),
        Problem.InvalidBody("detail"),
        Problem.NotReady("storage"),
        Problem.RateLimited(TimeSpan.FromSeconds(1)),
    ];

    [Fact]
    public void Every_code_is_there_and_no_other()
    {
        Assert.Equal(Problems.Select(problem => problem.Code).Distinct().Order(), Sections.Keys.Order());
    }

    [Fact]
    public void Every_code_is_in_the_contract_and_no_other()
    {
        var contract = File.ReadAllText(Repository.File("openapi.yaml"));
        var codes = ErrorCodes().Match(contract).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim(' ', '-'));

        // The routes of ACS samples are left to docs/front-ends.md, and their one code with them.
        Assert.Equal(Sections.Keys.Where(code => code != Problem.NotYourIdentity.Code).Order(), codes.Order());
    }

    [Fact]
    public void Telemetry_spells_outcomes_like_codes()
    {
        Assert.All(Enum.GetValues<RefusalReason>(), reason => Assert.Equal(Problem.Of(new Refusal(reason)).Code, Outcome.Of(reason)));
    }

    [Fact]
    public void Every_entry_says_its_status_what_to_do_and_shows_a_true_example()
    {
        foreach (var problem in Problems)
        {
            var section = Sections[problem.Code];
            using var example = JsonDocument.Parse(Example().Match(section).Groups[1].Value);

            Assert.StartsWith(((int)problem.Status).ToString(CultureInfo.InvariantCulture) + ".", section.TrimStart(), StringComparison.Ordinal);
            Assert.Contains("**Do:**", section, StringComparison.Ordinal);
            Assert.Equal(problem.Code, example.RootElement.GetProperty("code").GetString());
            Assert.Equal(problem.Title, example.RootElement.GetProperty("title").GetString());
            Assert.Equal((int)problem.Status, example.RootElement.GetProperty("status").GetInt32());
            Assert.Equal("docs/errors.md#" + problem.Code, example.RootElement.GetProperty("type").GetString());
        }
    }

    [GeneratedRegex(@"^## (\w+)\n(.*?)(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"ErrorCode:.*?enum:\n((?: +- \w+\n)+)", RegexOptions.Singleline)]
    private static partial Regex ErrorCodes();
}
