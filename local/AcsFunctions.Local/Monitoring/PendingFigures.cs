using System.Globalization;

namespace AcsFunctions.Local.Monitoring;

/// <summary>Figures that are metrics in a deployment, and so not in the workbook: docs/telemetry.md#metrics.</summary>
internal static class PendingFigures
{
    public static IReadOnlyList<Figure> Of(CounterTotals counters, IReadOnlyList<ObservedEvent> events)
    {
        var retired = counters.Sum("acsfunctions.identities.retired");
        var deleted = counters.Sum("acsfunctions.promises.kept", "kind", "deletion");
        return
        [
            new(null, "Pending deletions", ["Retired", "Deleted at ACS", "Pending"], [Numbers(retired, deleted, Math.Max(0, retired - deleted))]),
            new(null, "Users who wait for ACS", ["User", "Since", "ACS said"], [.. Waiting(events)]),
            new(
                null, "Tokens by source", ["Asked of ACS", "Shared", "Cached", "Teams"],
                [
                    Numbers(
                        Issued(counters, "acs"), Issued(counters, "shared"), Issued(counters, "cached"),
                        counters.Sum("acsfunctions.tokens.issued", "kind", "teams")),
                ]),
        ];
    }

    // Event 1005 says that ACS has yet to do it, and 1006 that it did.
    private static IEnumerable<string[]> Waiting(IReadOnlyList<ObservedEvent> events)
    {
        Dictionary<string, (DateTimeOffset Since, string Kind)> users = [];
        foreach (var one in events)
        {
            if (one.Id == 1005)
            {
                users[one["User"]] = (users.TryGetValue(one["User"], out var waiting) ? waiting.Since : one.Time, one["Kind"]);
            }
            else if (one.Id == 1006)
            {
                users.Remove(one["User"]);
            }
        }

        return users.Select(user => new[] { WorkbookFigures.Shortened(user.Key), WorkbookFigures.Text(user.Value.Since), user.Value.Kind });
    }

    private static long Issued(CounterTotals counters, string source) => counters.Sum("acsfunctions.tokens.issued", "source", source);

    private static string[] Numbers(params IEnumerable<long> numbers) => [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
}
