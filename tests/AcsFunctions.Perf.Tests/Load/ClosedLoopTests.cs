using System.Collections.Concurrent;
using AcsFunctions.Perf.Load;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Perf.Tests.Load;

public sealed class ClosedLoopTests
{
    [Fact]
    public async Task Those_that_leave_together_wait_for_each_other_and_no_more_are_under_way_than_connections()
    {
        var clock = new FakeTimeProvider();
        var sent = new ConcurrentDictionary<int, TaskCompletionSource>();
        var loop = new ClosedLoop(clock).RunAsync(
            connections: 6, TimeSpan.FromSeconds(1), (number, _) => sent.GetOrAdd(number, _ => new()).Task, TestContext.Current.CancellationToken, together: 3);

        await AssertSentAsync(6);
        sent[0].SetResult();
        sent[1].SetResult();
        sent[4].SetResult();
        await AssertSentAsync(6);
        // The last of the first three.
        sent[2].SetResult();
        await AssertSentAsync(9);
        clock.Advance(TimeSpan.FromSeconds(1));
        sent.Values.ToList().ForEach(answer => answer.TrySetResult());

        var result = await loop;
        Assert.Equal((9, 0), (result.Succeeded, result.Failed));
        Assert.Equal(Enumerable.Range(0, 9), sent.Keys.Order());

        async Task AssertSentAsync(int count)
        {
            for (var look = 0; sent.Count < count && look < 1000; look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            Assert.Equal(count, sent.Count);
        }
    }
}
