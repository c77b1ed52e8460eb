using System.Reflection;
using System.Text.RegularExpressions;
using AcsFunctions.Acs;
using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;
using AcsFunctions.Sweeps;
using AcsFunctions.Worker;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Infra.Tests.Queries;

public sealed partial class QueryTests
{
    private static readonly string[] Routes = [.. typeof(AcsFunctionsWorker).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route)
        .OfType<string>()
        .Select(route => "/api/" + route)];

    public static TheoryData<string> Queries => [.. Query.All.Select(query => query.Name)];

    [Fact]
    public void An_event_id_stands_for_one_message() => Assert.All(LogEvent.All, messages => Assert.Single(messages));

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_cannot_ask_for_an_event_that_the_app_does_not_log(string name)
    {
        var query = Named(name);

        var isAboutEvents = query.Text.Contains("AppTraces", StringComparison.Ordinal) && Query.OfInfra.Contains(query);

        Assert.True(query.EventIds.Count > 0 || !isAboutEvents, "What watches the app names the events that it watches for.");
        Assert.All(query.EventIds, id => Assert.True(LogEvent.All.Contains(id), $"No message has the event id {id}."));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_cannot_look_for_an_event_in_the_wrong_table(string name)
    {
        var query = Named(name);

        var tables = query.EventIds.SelectMany(id => LogEvent.All[id]).Select(message => message.Table).Distinct();

        Assert.All(tables, table => Assert.Contains(table, query.Text, StringComparison.Ordinal));
        Assert.Equal(("AppTraces", "AppExceptions"), (LogEvent.All[1001].Single().Table, LogEvent.All[1101].Single().Table));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_cannot_read_a_property_that_its_events_lack(string name)
    {
        var query = Named(name);
        var written = query.EventIds.SelectMany(id => LogEvent.All[id]).SelectMany(message => message.Placeholders);

        Assert.Empty(query.Columns.Except(written));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_cannot_name_a_count_or_a_kind_or_a_route_that_does_not_exist(string name)
    {
        var text = Named(name).Text;

        Assert.Empty(ReportField().Matches(text).Select(match => match.Groups[1].Value).Except(typeof(CleanUpReport).GetProperties().Select(property => property.Name)));
        Assert.Empty(ComparedKind().Matches(text).Select(match => match.Groups[1].Value).Except(Enum.GetNames<AcsRefusalKind>()));
        Assert.All(RouteStart().Matches(text), match => Assert.Contains(Routes, route => route.StartsWith(match.Groups[1].Value, StringComparison.Ordinal)));
        Assert.All(WholeRoutes().Matches(text).SelectMany(match => Quoted().Matches(match.Value)), match => Assert.Contains(match.Groups[1].Value, Routes));
        Assert.All(RouteEnd().Matches(text), match => Assert.Contains(Routes, route => route.EndsWith(match.Groups[1].Value, StringComparison.Ordinal)));
    }

    /// <summary>An id in a path would make a row of each, and show it to whoever looks at the workbook.</summary>
    [Theory]
    [InlineData("latency")]
    [InlineData("refusals")]
    public void A_table_of_routes_has_the_routes_of_the_app_and_no_id(string name)
    {
        (string Pattern, string Replacement)[] folds =
            [.. Fold().Matches(Named(name).Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Replace(@"\1", "$1", StringComparison.Ordinal)))];

        Assert.All(Routes, route =>
        {
            var path = route
                .Replace("{userId}", "entra%7C42", StringComparison.Ordinal)
                .Replace("{communicationUserId}", "8:acs:one_two", StringComparison.Ordinal)
                .Replace("{operationId}", "20270301101500123-4f6c1d2e9a0b", StringComparison.Ordinal);
            Assert.DoesNotContain("{", path, StringComparison.Ordinal);
            Assert.Equal(route, folds.Aggregate(path, (folded, fold) => Regex.Replace(folded, fold.Pattern, fold.Replacement)));
        });
    }

    [Fact]
    public void Every_route_that_hands_out_tokens_is_counted()
    {
        var condition = Named("tokens-issued").Text.Split("| extend Family")[0];

        var counted = Routes.Where(route =>
            RouteEnd().Matches(condition).Any(match => route.EndsWith(match.Groups[1].Value, StringComparison.Ordinal))
            || RouteStart().Matches(condition).Any(match => route.StartsWith(match.Groups[1].Value, StringComparison.Ordinal))
            || WholeRoutes().Matches(condition).SelectMany(match => Quoted().Matches(match.Value)).Any(match => route == match.Groups[1].Value));

        Assert.Equal(
            [
                "/api/Function", "/api/getCommunicationUserToken", "/api/keyed/guests", "/api/keyed/users/{userId}/tokens", "/api/me/tokens",
                "/api/refreshToken/{communicationUserId}", "/api/token", "/api/users/{userId}/tokens",
            ],
            counted.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_query_names_would_be_seen()
    {
        var query = new Query("made up", """AppTraces | where toint(Properties.EventId) in (1001, 9999) | project extract(@"\bNope = (\d+)", 1, tostring(Properties.Nope)) """);

        Assert.Equal([1001, 9999], query.EventIds);
        Assert.Equal(["Nope"], query.Columns);
        Assert.Equal("Nope", ReportField().Match(query.Text).Groups[1].Value);
        Assert.False(LogEvent.All.Contains(9999));
        Assert.NotEmpty(LogEvent.All[1001].Single().Placeholders);
    }

    [Fact]
    public async Task A_query_cannot_fail_to_parse()
    {
        Query wrong = new("wrong", "AppTraces | where Severity == 4");

        var findings = await ParseAsync([.. Query.All, wrong]);

        Assert.NotEmpty(Query.OfDocs);
        // Control: the one that does not parse is seen, and no other.
        Assert.StartsWith("wrong.kql:18 ", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_query_is_on_the_workbook_or_in_an_alert()
    {
        var snapshot = Snapshot.Of("Defaults");
        var workbook = (string)snapshot.One("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!;
        var alerts = snapshot.All("Microsoft.Insights/scheduledQueryRules").Select(rule => (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!).ToHashSet();

        // The workbook is JSON in a string, in which the first line of a query has no need of escapes.
        var unused = Query.OfInfra.Where(query => !alerts.Contains(query.Text) && !workbook.Contains(query.Text.Split('\n')[0], StringComparison.Ordinal));

        Assert.Empty(unused.Select(query => query.Name));
    }

    private static Query Named(string name) => Query.All.Single(query => query.Name == name);

    private static async Task<string[]> ParseAsync(IReadOnlyList<Query> queries)
    {
        var folder = Directory.CreateTempSubdirectory();
        var files = queries.Select(query => Path.Combine(folder.FullName, query.Name + ".kql")).ToArray();
        foreach (var (query, file) in queries.Zip(files))
        {
            await File.WriteAllTextAsync(file, query.Text, TestContext.Current.CancellationToken);
        }

        var run = await Linters.RunAsync("queries.mjs", files);
        folder.Delete(recursive: true);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"@""(?:\\b)?(\w+) = \(")]
    private static partial Regex ReportField();

    [GeneratedRegex(@"Properties\.Kind\)\s*==\s*""(\w+)""")]
    private static partial Regex ComparedKind();

    [GeneratedRegex(@"replace_regex\(.+, @""([^""]+)"", @?""([^""]+)""\)")]
    private static partial Regex Fold();

    [GeneratedRegex(@"startswith ""([^""]+)""")]
    private static partial Regex RouteStart();

    [GeneratedRegex(@"Path in~ \([^)]+\)")]
    private static partial Regex WholeRoutes();

    [GeneratedRegex(@"""([^""]+)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"endswith ""([^""]+)""")]
    private static partial Regex RouteEnd();
}
