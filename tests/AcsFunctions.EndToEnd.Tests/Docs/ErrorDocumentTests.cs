using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AcsFunctions.Telemetry;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Http;

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
        Problem.InvalidQuery("detail"),
        Problem.NotReady("storage"),
        Problem.ConfigurationUnusable("Authentication:Issuers"),
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

        // The routes of ACS samples are left to docs/front-ends.md, and their codes with them.
        Assert.Equal(Sections.Keys.Where(code => code is not ("not_your_identity" or "invalid_query")).Order(), codes.Order());
    }

    [Fact]
    public void Every_reason_for_refusing_a_caller_is_explained_and_fits_into_a_header()
    {
        var reasons = typeof(RefusalCause).GetProperties(BindingFlags.Static | BindingFlags.Public).Select(property => (RefusalCause)property.GetValue(null)!).ToList();
        var explained = ReasonRow().Matches(File.ReadAllText(Repository.File("docs/errors.md")))
            .SelectMany(row => row.Groups[1].Value.Split(", ").Select(name => name.Trim('`')));

        Assert.Equal(reasons.Select(reason => reason.Name).Order(), explained.Order());
        // RFC 6750, section 3.
        Assert.All(reasons, reason => Assert.Matches("^[ !#-\\[\\]-~]+$", reason.Description));
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

    [GeneratedRegex(@"^\| ((?:`\w+`(?:, )?)+) \| `\w+` \|", RegexOptions.Multiline)]
    private static partial Regex ReasonRow();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"ErrorCode:.*?enum:\n((?: +- \w+\n)+)", RegexOptions.Singleline)]
    private static partial Regex ErrorCodes();
}
