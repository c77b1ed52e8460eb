using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.Tests.Package;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Local.Tests.Monitoring;

/// <summary>The figures are those of the deployment's own queries: the same files, events, thresholds and windows.</summary>
public sealed partial class FigureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2027-03-01T12:00:00Z", CultureInfo.InvariantCulture);
    private static readonly string Infra = Path.Combine(PackageFixture.Repository, "infra");

    // All that any message names, so that an event counts wherever its id does.
    private static readonly Dictionary<string, string> Properties = new()
    {
        ["Kind"] = "Throttled", ["What"] = "deleted", ["Operation"] = "delete", ["Code"] = "invalid_token", ["Reason"] = "malformed", ["User"] = "hash",
        ["Report"] = "CleanUpReport { DryRun = False, UnfinishedFound = 1, Failed = 1, CutShort = False }",
    };

    public static TheoryData<string> QueriesOfEvents => [.. Directory.EnumerateFiles(Path.Combine(Infra, "queries"), "*.kql")
        .Where(file => EventIds(File.ReadAllText(file)).Any())
        .Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void Every_query_of_a_deployment_has_its_figure()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Infra, "queries"), "*.kql").Select(file => Path.GetFileNameWithoutExtension(file)!);

        var shown = WorkbookFigures.Of([], []).Select(figure => figure.Query!).Concat(Alerts([]).Select(alert => alert.Query));

        Assert.Equal(files.Order(), shown.Order());
    }

    [Theory]
    [MemberData(nameof(QueriesOfEvents))]
    public void A_figure_goes_by_the_events_of_its_query_and_by_no_others(string query)
    {
        var asked = EventIds(File.ReadAllText(Path.Combine(Infra, "queries", query + ".kql")));
        var document = File.ReadAllText(Path.Combine(PackageFixture.Repository, "docs", "telemetry.md"));
        var known = EventRow().Matches(document).Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();

        var counted = known.Where(id => Shown(query, [Event(id)]) != Shown(query, []));

        Assert.True(known.Count > 30);
        Assert.Equal(asked.Distinct().Order(), counted.Order());
    }

    [Fact]
    public void Alerts_are_called_as_in_the_template()
    {
        var template = AlertOfTemplate().Matches(File.ReadAllText(Path.Combine(Infra, "alerts.bicep")))
            .Select(rule => ($"alert-{rule.Groups[1].Value}", rule.Groups[2].Value, int.Parse(rule.Groups[3].Value, CultureInfo.InvariantCulture)));

        var shown = Alerts([]).Select(alert => (alert.Query, alert.Title, alert.Severity));

        Assert.Equal(template.Order(), shown.Order());
    }

    [Theory]
    [InlineData(1202, 1, "alert-acs-denied")]
    [InlineData(1204, 1, "alert-acs-denied")]
    [InlineData(1003, 1, "alert-identity-unrecorded")]
    [InlineData(1201, 11, "alert-acs-throttled")]
    [InlineData(1205, 11, "alert-acs-throttled")]
    [InlineData(1301, 3, "alert-clean-up-failing")]
    public void An_alert_fires_from_its_threshold_on(int eventId, int threshold, string alert)
    {
        var enough = Enumerable.Repeat(Event(eventId, minutesAgo: 14), threshold).ToList();

        Assert.Equal([alert], Firing(enough));
        Assert.Empty(Firing(enough[1..]));
    }

    [Theory]
    [InlineData(1202, 1, "alert-acs-denied")]
    [InlineData(1003, 1, "alert-identity-unrecorded")]
    [InlineData(1201, 11, "alert-acs-throttled")]
    [InlineData(1301, 3, "alert-clean-up-failing")]
    public void An_alert_looks_back_as_far_as_in_the_template(int eventId, int threshold, string alert)
    {
        var window = WindowOfTemplate().Matches(File.ReadAllText(Path.Combine(Infra, "alerts.bicep")))
            .Where(rule => $"alert-{rule.Groups[1].Value}" == alert).Select(rule => (int)XmlConvert.ToTimeSpan(rule.Groups[2].Value).TotalMinutes).Single();

        Assert.Contains(alert, Firing([.. Enumerable.Repeat(Event(eventId, window - 1), threshold)]));
        Assert.DoesNotContain(alert, Firing([.. Enumerable.Repeat(Event(eventId, window + 1), threshold)]));
    }

    [Fact]
    public void A_throttled_call_alone_is_throttled()
    {
        var unavailable = Event(1201) with { Properties = new Dictionary<string, string> { ["Kind"] = "Unavailable" } };

        Assert.Empty(Firing([.. Enumerable.Repeat(unavailable, 20)]));
    }

    [Theory]
    [InlineData(20, 2, "/api/me/tokens", 1, true)]
    [InlineData(20, 1, "/api/me/tokens", 1, false)]
    [InlineData(19, 19, "/api/me/tokens", 1, false)]
    [InlineData(20, 20, "/api/health/ready", 1, false)]
    [InlineData(20, 20, "/api/me/tokens", 16, false)]
    public void One_request_in_twenty_may_fail(int requests, int failed, string route, int minutesAgo, bool fires)
    {
        var observed = Enumerable.Range(0, requests)
            .Select(index => new ObservedRequest(Now.AddMinutes(-minutesAgo), route, index < failed ? 503 : 200, TimeSpan.FromMilliseconds(5))).ToList();

        Assert.Equal(fires, AlertRules.Of([], observed, Now, Now).Single(alert => alert.Query == "alert-server-errors").Fires);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, true)]
    public void A_stack_without_a_clean_up_is_silent_after_six_hours(int hours, bool fires) =>
        Assert.Equal(fires, Firing([], startedOn: Now.AddHours(-hours)).Contains("alert-clean-up-silent"));

    [Theory]
    [InlineData(8, 1, true)]
    [InlineData(10, 3, false)]
    [InlineData(5, 1, false)]
    public void A_promise_ages_for_six_hours(int firstHoursAgo, int lastHoursAgo, bool fires) =>
        Assert.Equal(fires, Firing([Event(1005, 60 * firstHoursAgo), Event(1005, 60 * lastHoursAgo)]).Contains("alert-unfinished-ageing"));

    [Fact]
    public void A_user_waits_until_ACS_has_done_it()
    {
        var waiting = PendingFigures.Of(new CounterTotals(), [Event(1005, 3), Event(1005, 2)]);
        var done = PendingFigures.Of(new CounterTotals(), [Event(1005, 3), Event(1006, 2)]);

        Assert.Equal(["hash", "11:57:00", "Throttled"], Assert.Single(waiting[1].Rows));
        Assert.Empty(done[1].Rows);
    }

    [Fact]
    public void What_each_worker_counted_is_added_up()
    {
        CounterTotals totals = new();
        Dictionary<string, string> deletion = new() { ["kind"] = "deletion" };
        totals.Set("acsfunctions.promises.kept", deletion, startedOn: 1, 2);
        totals.Set("acsfunctions.promises.kept", deletion, startedOn: 1, 3);
        totals.Set("acsfunctions.promises.kept", deletion, startedOn: 9, 1);
        totals.Set("acsfunctions.promises.kept", new Dictionary<string, string> { ["kind"] = "revocation" }, startedOn: 1, 7);
        totals.Set("acsfunctions.identities.retired", new Dictionary<string, string>(), startedOn: 1, 5);

        var pending = PendingFigures.Of(totals, [])[0];

        Assert.Equal(["5", "4", "1"], Assert.Single(pending.Rows));
    }

    [Fact]
    public void Tokens_refusals_and_latency_are_those_of_the_routes()
    {
        ObservedRequest[] requests =
        [
            .. Enumerable.Range(1, 100).Select(milliseconds => new ObservedRequest(Now, "/api/me/tokens", 200, TimeSpan.FromMilliseconds(milliseconds))),
            new(Now, "/api/keyed/users/{userId}/tokens", 429, TimeSpan.Zero),
            new(Now, "/api/users/{userId}/tokens", 200, TimeSpan.Zero),
            new(Now, "/api/token", 200, TimeSpan.Zero),
            new(Now, "/api/Function", 200, TimeSpan.Zero),
            new(Now, "/api/getCommunicationUserToken", 200, TimeSpan.Zero),
            new(Now, "/api/refreshToken/{communicationUserId}", 200, TimeSpan.Zero),
            new(Now, "/api/user", 200, TimeSpan.Zero),
            new(Now, "/api/keyed/guests", 201, TimeSpan.Zero),
            new(Now, "/api/keyed/guests", 403, TimeSpan.Zero),
        ];

        var figures = WorkbookFigures.Of([], requests).ToDictionary(figure => figure.Query!, figure => figure.Rows);

        Assert.Equal([["self", "104"], ["admin", "1"], ["keyed", "1"]], figures["tokens-issued"]);
        Assert.Equal([["/api/keyed/guests", "403", "1"], ["/api/keyed/users/{userId}/tokens", "429", "1"]], figures["refusals"]);
        Assert.Equal(["/api/me/tokens", "50", "95", "99", "100"], figures["latency"][0]);
    }

    [Fact]
    public void Guests_and_adoptions_are_counted()
    {
        var report = Event(1301) with { Properties = new Dictionary<string, string> { ["Report"] = "CleanUpReport { DryRun = False, GuestsFound = 7, GuestsDeleted = 5, FencesFound = 2 }" } };

        var figures = WorkbookFigures.Of([Event(1001), Event(1007), report], []).ToDictionary(figure => figure.Query!);

        Assert.Equal([["adopted", "1"], ["created", "1"]], figures["identities"].Rows);
        var run = figures["clean-up"].Columns.Zip(figures["clean-up"].Rows[0]).ToDictionary();
        Assert.Equal(("7", "5"), (run["GuestsFound"], run["GuestsDeleted"]));
    }

    [Fact]
    public void No_more_is_kept_than_the_newest_and_looking_at_jobs_counts_for_nothing()
    {
        FakeTimeProvider clock = new(Now);
        Observations observations = new(clock);
        for (var count = 0; count < 10_001; count++)
        {
            observations.Add(count, Properties);
        }

        observations.Add(new ServedRequest("ReadOperation", "api/keyed/operations/{operationId}", JobFigures.UserAgent, 200, TimeSpan.Zero, null));
        observations.Add(new ServedRequest("StartCleanUp", "api/keyed/operations/clean-up", "curl/8", 202, TimeSpan.Zero, "/api/keyed/operations/1"));

        Assert.Equal((10_000, 1), (observations.Events.Count, observations.Events[0].Id));
        Assert.Equal("/api/keyed/operations/clean-up", Assert.Single(observations.Requests).Route);
        Assert.Equal("/api/keyed/operations/1", Assert.Single(observations.Jobs));
    }

    private static ObservedEvent Event(int id, int minutesAgo = 1) => new(Now.AddMinutes(-minutesAgo), id, Properties);

    private static IReadOnlyList<AlertState> Alerts(IReadOnlyList<ObservedEvent> events) => AlertRules.Of(events, [], Now, Now);

    private static IEnumerable<string> Firing(IReadOnlyList<ObservedEvent> events, DateTimeOffset? startedOn = null) =>
        AlertRules.Of(events, [], startedOn ?? Now, Now).Where(alert => alert.Fires).Select(alert => alert.Query);

    private static string Shown(string query, IReadOnlyList<ObservedEvent> events) =>
        Alerts(events).FirstOrDefault(alert => alert.Query == query)?.Now
        ?? string.Join('\n', WorkbookFigures.Of(events, []).Single(figure => figure.Query == query).Rows.Select(row => string.Join(' ', row)));

    private static IEnumerable<int> EventIds(string query) => EventComparison().Matches(query)
        .SelectMany(match => Number().Matches(match.Groups[1].Value))
        .Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\bEventId\)?\s*(?:==|in)\s*(\(?[\d,\s]+)")]
    private static partial Regex EventComparison();

    [GeneratedRegex(@"\d{3,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| (\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"name: '([a-z-]+)'\s+title: '([^']+)'\s+severity: (\d)")]
    private static partial Regex AlertOfTemplate();

    [GeneratedRegex(@"name: '([a-z-]+)'[^}]+?window: '(\w+)'")]
    private static partial Regex WindowOfTemplate();
}
