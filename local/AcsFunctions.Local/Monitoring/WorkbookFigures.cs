using System.Globalization;
using System.Text.RegularExpressions;

namespace AcsFunctions.Local.Monitoring;

/// <summary>The queries of the workbook (infra/queries) over what this stack has seen. Where a query counts by steps of time, this sums the steps up.</summary>
internal static partial class WorkbookFigures
{
    private const int ShownRows = 20;

    private static readonly string[] ReportFields = ["DryRun", "UnfinishedFound", "UnfinishedDone", "StaleFound", "StaleDeleted", "GuestsFound", "GuestsDeleted", "FencesDropped", "Failed", "CutShort"];
    private static readonly int[] ShownPercentiles = [50, 95, 99];

    // The routes of ACS samples.
    private static readonly string[] DropInTokens = ["/api/token", "/api/Function", "/api/getCommunicationUserToken", "/api/refreshToken/{communicationUserId}"];

    public static IReadOnlyList<Figure> Of(IReadOnlyList<ObservedEvent> events, IReadOnlyList<ObservedRequest> requests) =>
    [
        TokensIssued(requests),
        Identities(events),
        Refusals(requests),
        RefusedCallers(events),
        AcsRefusals(events),
        Actors(events),
        CleanUp(events),
        Latency(requests),
    ];

    private static Figure TokensIssued(IReadOnlyList<ObservedRequest> requests) => new(
        "tokens-issued", "Tokens issued", ["Family", "Tokens"],
        Counted(requests
            .Where(request => request.Status switch
            {
                200 => request.Route.EndsWith("/tokens", StringComparison.Ordinal) || DropInTokens.Contains(request.Route),
                201 => request.Route.EndsWith("/guests", StringComparison.Ordinal),
                _ => false,
            })
            .Select(request => new[] { Family(request.Route) })));

    private static string Family(string route) =>
        route.StartsWith("/api/keyed/", StringComparison.Ordinal) ? "keyed" : route.StartsWith("/api/users/", StringComparison.Ordinal) ? "admin" : "self";

    private static Figure Identities(IReadOnlyList<ObservedEvent> events) => new(
        "identities", "Identities created, adopted, deleted and revoked", ["Change", "Identities"],
        Counted(events.Where(one => one.Id is 1001 or 1006 or 1007).Select(one => new[] { one.Id switch { 1001 => "created", 1007 => "adopted", _ => one["What"] } })));

    private static Figure Refusals(IReadOnlyList<ObservedRequest> requests) => new(
        "refusals", "Refused requests", ["Route", "Status", "Requests"],
        Counted(requests.Where(request => request.Status >= 400).Select(request => new[] { request.Route, Text(request.Status) })));

    private static Figure RefusedCallers(IReadOnlyList<ObservedEvent> events) => new(
        "refused-callers", "Refused callers", ["Code", "Reason", "Requests"],
        Counted(events.Where(one => one.Id == 2102).Select(one => new[] { one["Code"], one["Reason"] })));

    private static Figure AcsRefusals(IReadOnlyList<ObservedEvent> events) => new(
        "acs-refusals", "Refused by ACS", ["Operation", "Kind", "Answers"],
        Counted(events.Where(one => one.Id is >= 1201 and <= 1207).Select(one => new[] { one["Operation"], AcsRefusalKind(one) })));

    private static string AcsRefusalKind(ObservedEvent one) => one.Id switch
    {
        1201 => one["Kind"],
        1202 => "Denied",
        1203 => "NoAnswer",
        1204 => "NoCredential",
        1205 => "HeldBack",
        1206 => "TooManyAtOnce",
        _ => "GaveUp",
    };

    private static Figure Actors(IReadOnlyList<ObservedEvent> events) => new(
        "actors", "Who did what", ["Time", "Function", "Subject", "By", "Actor", "Outcome"],
        Newest(events.Where(one => one.Id == 2103), one =>
            [Text(one.Time), one["Function"], Shortened(one["Subject"]), one["ActorKind"], Shortened(one["ActorId"]), one["Outcome"]]));

    private static Figure CleanUp(IReadOnlyList<ObservedEvent> events) => new(
        "clean-up", "Clean-up", ["Time", .. ReportFields],
        Newest(events.Where(one => one.Id == 1301), one =>
            [Text(one.Time), .. ReportFields.Select(field => ReportField(one["Report"], field))]));

    private static Figure Latency(IReadOnlyList<ObservedRequest> requests) => new(
        "latency", "Latency in milliseconds", ["Route", "P50", "P95", "P99", "Requests"],
        [.. requests.Where(request => request.IsOfApi)
            .GroupBy(request => request.Route, request => request.Duration.TotalMilliseconds)
            .OrderByDescending(route => route.Count())
            .Select(route => (string[])[route.Key, .. Percentiles([.. route.Order()]), Text(route.Count())])]);

    // The nearest rank.
    private static IEnumerable<string> Percentiles(double[] sorted) =>
        ShownPercentiles.Select(percentile => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percentile / 100.0) - 1)]).ToString(CultureInfo.InvariantCulture));

    /// <summary>What a report, a record as .NET prints it, says of one of its properties.</summary>
    internal static string ReportField(string report, string field) =>
        Field().Matches(report).FirstOrDefault(match => match.Groups[1].Value == field)?.Groups[2].Value ?? "";

    private static List<string[]> Counted(IEnumerable<string[]> keys) =>
        [.. keys.GroupBy(key => string.Join('\n', key)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(ShownRows)
            .Select(group => (string[])[.. group.Key.Split('\n'), Text(group.Count())])];

    private static List<string[]> Newest(IEnumerable<ObservedEvent> events, Func<ObservedEvent, string[]> cells) =>
        [.. events.Reverse().Take(ShownRows).Select(cells)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    // Enough of a hash to tell users apart by the eye.
    internal static string Shortened(string hash) => hash.Length > 8 ? hash[..8] + "…" : hash;

    [GeneratedRegex(@"\b(\w+) = ([^,}\s]+)")]
    private static partial Regex Field();
}
