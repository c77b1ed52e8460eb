using System.Globalization;

namespace AcsFunctions.Local.Monitoring;

/// <summary>The alerts of a deployment (infra/alerts.bicep), with their queries, thresholds and windows, over what this stack has seen.</summary>
internal static class AlertRules
{
    private const int CriticalSeverity = 0;
    private const int ErrorSeverity = 1;
    private const int WarningSeverity = 2;

    private static readonly TimeSpan ShortWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan HourWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongWindow = TimeSpan.FromDays(1);

    // The default of infra/main.bicep.
    private static readonly TimeSpan CleanUpSilence = TimeSpan.FromHours(6);

    public static IReadOnlyList<AlertState> Of(
        IReadOnlyList<ObservedEvent> events, IReadOnlyList<ObservedRequest> requests, DateTimeOffset startedOn, DateTimeOffset now)
    {
        var lately = events.Where(one => one.Time > now - ShortWindow).ToList();
        var inAnHour = events.Where(one => one.Time > now - HourWindow).ToList();
        var inADay = events.Where(one => one.Time > now - LongWindow).ToList();
        return
        [
            Denied(lately),
            Unrecorded(inAnHour),
            ServerErrors([.. requests.Where(request => request.Time > now - ShortWindow && request.IsOfApi)]),
            Throttled(lately),
            CleanUpFailing(inADay),
            CleanUpSilent(events, startedOn, now),
            UnfinishedAgeing(inADay, now),
        ];
    }

    private static AlertState Denied(IReadOnlyList<ObservedEvent> lately)
    {
        var count = lately.Count(one => one.Id is 1202 or 1204);
        return new("alert-acs-denied", "ACS denies this service", CriticalSeverity, "any refusal of this service's own credential in 15 minutes", Count(count, "refusal"), count > 0);
    }

    private static AlertState Unrecorded(IReadOnlyList<ObservedEvent> inAnHour)
    {
        var count = inAnHour.Count(one => one.Id == 1003);
        return new("alert-identity-unrecorded", "An ACS identity may be recorded nowhere", ErrorSeverity, "any in an hour", Count(count, "identity", "identities"), count > 0);
    }

    private static AlertState ServerErrors(IReadOnlyList<ObservedRequest> lately)
    {
        var failed = lately.Count(request => request.Status >= 500);
        return new(
            "alert-server-errors", "More than 5% of requests fail", ErrorSeverity, "a status of 500 or more for one request in 20, of at least 20, in 15 minutes",
            $"{failed} of {Count(lately.Count, "request")}", lately.Count >= 20 && failed * 20 > lately.Count);
    }

    private static AlertState Throttled(IReadOnlyList<ObservedEvent> lately)
    {
        var count = lately.Count(one => one.Id == 1205 || (one.Id == 1201 && one["Kind"] == "Throttled"));
        return new("alert-acs-throttled", "ACS throttles this service", WarningSeverity, "more than 10 calls in 15 minutes", Count(count, "call"), count > 10);
    }

    private static AlertState CleanUpFailing(IReadOnlyList<ObservedEvent> inADay)
    {
        var newest = inADay.Where(one => one.Id == 1301).TakeLast(3).ToList();
        var failing = newest.Count(one => int.TryParse(WorkbookFigures.ReportField(one["Report"], "Failed"), CultureInfo.InvariantCulture, out var failed) && failed > 0);
        return new(
            "alert-clean-up-failing", "The clean-up fails run after run", WarningSeverity, "each of the last 3 runs in a day left something undone",
            $"{failing} of the last {newest.Count}", newest.Count == 3 && failing == 3);
    }

    // A deployment knows no start: until the first run has ended, its rule fires.
    private static AlertState CleanUpSilent(IReadOnlyList<ObservedEvent> events, DateTimeOffset startedOn, DateTimeOffset now)
    {
        var last = events.LastOrDefault(one => one.Id == 1301)?.Time;
        return new(
            "alert-clean-up-silent", "The clean-up does not run", WarningSeverity, "no run of the timer ended in 6 hours",
            last is { } time ? $"the last one ended {Ago(now - time)}" : $"none since the start, {Ago(now - startedOn)}", now - (last ?? startedOn) > CleanUpSilence);
    }

    private static AlertState UnfinishedAgeing(IReadOnlyList<ObservedEvent> inADay, DateTimeOffset now)
    {
        var users = inADay.Where(one => one.Id == 1005).GroupBy(one => one["User"]).Select(user => (First: user.Min(one => one.Time), Last: user.Max(one => one.Time))).ToList();
        var ageing = users.Count(user => user.Last - user.First > TimeSpan.FromHours(6) && user.Last > now - TimeSpan.FromHours(2));
        return new(
            "alert-unfinished-ageing", "Promised revocations or deletions are not carried out", ErrorSeverity, "for 6 hours ACS has not carried out what a user asked for",
            $"{Count(users.Count, "user")} had to wait, {ageing} for so long", ageing > 0);
    }

    private static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    private static string Ago(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? "a moment ago" : time < TimeSpan.FromHours(1) ? $"{(int)time.TotalMinutes} min ago" : $"{(int)time.TotalHours} h ago";
}
