using System.Globalization;
using System.Text.RegularExpressions;
using AcsFunctions.Perf.CleanUp;

namespace AcsFunctions.Perf.Tests.CleanUp;

/// <summary>`clean-up walk` of <c>perf/AcsFunctions.Perf</c> in small: what keeping the index costs a clean-up.</summary>
public sealed partial class WalkTests
{
    private const int Rows = 3000;

    [Fact]
    public async Task From_the_third_walk_on_only_what_was_written_since_is_read()
    {
        var lines = new StringWriter(CultureInfo.InvariantCulture);

        var isAsExpected = await WalkMeasurement.InMemoryAsync(Rows, lines);

        var runs = Line().Matches(lines.ToString())
            .ToDictionary(run => run.Groups["run"].Value.Trim(), run => (Reads: Number(run, "reads"), Listings: Number(run, "listings"), Writes: Number(run, "writes")));
        Assert.True(isAsExpected, lines.ToString());
        Assert.Equal(["first walk", "second walk", "third walk", "no walk due"], runs.Keys);
        // The first writes an index row for each user; the second sees to it that none of them is of a user who was deleted meanwhile.
        Assert.Equal((0, Rows), (runs["first walk"].Reads, runs["first walk"].Writes));
        Assert.Equal((Rows + WalkMeasurement.NewUsers, WalkMeasurement.NewUsers), (runs["second walk"].Reads, runs["second walk"].Writes));
        Assert.Equal((WalkMeasurement.NewUsers, WalkMeasurement.NewUsers), (runs["third walk"].Reads, runs["third walk"].Writes));
        Assert.Equal((0, 0), (runs["no walk due"].Reads, runs["no walk due"].Writes));
        // Ten ranges of buckets: pending actions, old rows and old fences; and for the walk pending deletions, rows and index rows written since.
        Assert.Equal((3 * 10, 6 * 10), (runs["no walk due"].Listings, runs["third walk"].Listings));
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<run>[a-z ]+?) +[\d.]+ s +(?<reads>\d+) point reads, (?<listings>\d+) listings, (?<writes>\d+) writes;", RegexOptions.Multiline)]
    private static partial Regex Line();
}
