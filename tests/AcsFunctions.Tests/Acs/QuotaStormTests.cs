using AcsFunctions.Tests.Acs.Sharing;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Acs;

/// <summary>Twenty thousand users who come back in the same second, and wait as they are told.</summary>
public sealed class QuotaStormTests
{
    private const int Users = 20_000;
    private const int Quota = 1_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1, 1.1, 0.01)]
    // A caller that returns reaches any instance, perhaps one where others were served first.
    [InlineData(4, 1.2, 0.1)]
    public void All_are_served_in_little_more_than_the_time_that_the_quota_dictates_and_hardly_any_is_refused_more_than_twice(
        int instances, double longest, double refusedOften)
    {
        FakeTimeProvider clock = new();
        MemoryQuotaBoard board = new();
        Random random = new(1);
        var serving = Enumerable.Range(0, instances).Select(_ => new SharingInstance(board, Quota, Window, clock)).ToArray();
        PriorityQueue<int, TimeSpan> arrivals = new();
        var refusals = new int[Users];
        for (var user = 0; user < Users; user++)
        {
            arrivals.Enqueue(user, TimeSpan.FromSeconds(random.NextDouble()));
        }

        var last = TimeSpan.Zero;
        var start = clock.GetElapsedTime(0);
        while (arrivals.TryDequeue(out var user, out var at))
        {
            if (start + at > clock.GetElapsedTime(0))
            {
                clock.Advance(start + at - clock.GetElapsedTime(0));
            }

            if (serving[random.Next(instances)].TryTakeTurn(Patience, out var wait))
            {
                last = at + wait > last ? at + wait : last;
            }
            else
            {
                refusals[user]++;
                // Retry-After is whole seconds.
                arrivals.Enqueue(user, at + TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)));
            }
        }

        // The first quota at once, the rest a window later: nobody could be quicker.
        var least = Window * ((Users - Quota) / (double)Quota);
        var often = refusals.Count(count => count > 2) / (double)Users;
        Assert.True(last / least <= longest, $"{last / least:F3} of the least time.");
        Assert.True(often <= refusedOften, $"{often:P1} were refused more than twice.");
        Array.ForEach(serving, one => one.Dispose());
    }
}
