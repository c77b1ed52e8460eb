using System.Globalization;
using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Queries;
using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Documents;

/// <summary>What docs/operations.md names exists under that name.</summary>
public sealed partial class OperationsGuideTests
{
    private static readonly string Guide = Repository.Read("docs", "operations.md");

    // Years and a count of rows, which look like events.
    private static readonly string[] NoEvents = ["1000", "1970", "2025", "2026"];

    [Fact]
    public void Nobody_is_woken_by_an_alert_that_the_guide_does_not_know()
    {
        var alerts = Snapshot.Of("Defaults").All("Microsoft.Insights/scheduledQueryRules").Select(rule => (string)rule["name"]!).ToArray();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"\n### {alert}\n", Guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_cannot_name_a_setting_that_the_app_does_not_read()
    {
        var sections = string.Join('|', OptionNames.All.Select(name => name.Split("__")[0]).Distinct());
        var settings = Regex.Matches(Guide, $@"\b(?:[A-Z]\w*__\w+|(?:{sections})(?::[A-Z]\w*)+)").Select(match => match.Value.Replace(":", "__", StringComparison.Ordinal)).ToArray();

        // Controls: both spellings are seen.
        Assert.Contains("Acs__Quota__Tokens", settings);
        Assert.Contains("Tokens__MaxExpiresInMinutes", settings);
        Assert.Empty(settings.Except(OptionNames.All));
    }

    [Fact]
    public void The_guide_cannot_name_an_event_that_the_app_does_not_log()
    {
        var numbers = EventId().Matches(Guide).Select(match => match.Value).ToArray();
        var events = numbers.Except(NoEvents).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();

        Assert.Empty(NoEvents.Except(numbers));
        // Controls: in the text, after others, in parentheses and in a query.
        Assert.Contains(1402, events);
        Assert.Contains(1101, events);
        Assert.Contains(1205, events);
        Assert.Contains(1302, events);
        Assert.All(events, id => Assert.True(LogEvent.All.Contains(id), $"No message has the event id {id}."));
    }

    [Fact]
    public void The_guide_cannot_name_an_error_that_callers_never_get()
    {
        var codes = ErrorCode().Matches(Guide).Select(match => match.Groups[1].Value).ToArray();
        var known = Heading().Matches(Repository.Read("docs", "errors.md")).Select(match => match.Groups[1].Value);

        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(known));
    }

    [Fact]
    public void The_guide_cannot_name_a_parameter_or_a_variable_that_the_template_does_not_take()
    {
        var template = Repository.Read("infra", "main.bicep");
        var parameters = Repository.Read("infra", "main.bicepparam");

        Assert.All(Parameter().Matches(Guide), match => Assert.Contains($"\nparam {match.Groups[1].Value} ", template, StringComparison.Ordinal));
        Assert.All(Variable().Matches(Guide), match => Assert.Contains($"readEnvironmentVariable('{match.Groups[1].Value}'", parameters, StringComparison.Ordinal));
        Assert.NotEmpty(Parameter().Matches(Guide));
        Assert.NotEmpty(Variable().Matches(Guide));
    }

    [Fact]
    public void A_link_cannot_lead_nowhere()
    {
        var links = Link().Matches(Guide).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Leads(link), $"{link} does not exist."));
        Assert.False(Leads("errors.md#nothing_like_that"));
    }

    private static bool Leads(string link)
    {
        var (file, anchor) = link.Split('#') is [var path, var heading] ? (path, heading) : (link, null);
        return file.Length > 0 && !Path.Exists(Repository.PathOf("docs", file)) ? false
            : anchor is null || Heading().Matches(file.Length > 0 ? Repository.Read("docs", file) : Guide).Any(match => AnchorOf(match.Groups[1].Value) == anchor);
    }

    // As the pages that show Markdown name them.
    private static string AnchorOf(string heading) =>
        string.Concat(heading.ToLowerInvariant().Replace(' ', '-').Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'));

    // No part of a date or of a longer number.
    [GeneratedRegex(@"(?<![\d,.#])\b[12]\d{3}\b(?!-\d\d-|,\d)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\b[45]\d\d `([a-z_]+)`")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"`param (\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"azd env set ([A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
