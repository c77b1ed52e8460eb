using AcsFunctions.Acs;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>
/// Four instances, asked at random for twice the quota, against a simulated ACS, on a clock that jumps from event to event. After some
/// windows there is a change, and ten windows are judged from the third after it on.
/// </summary>
internal sealed class QuotaSimulation
{
    public const int Quota = 1000;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private const int WindowsBefore = 4;
    private const int WindowsUnjudged = 2;
    private const int WindowsJudged = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Flight = TimeSpan.FromMilliseconds(40);

    private readonly FakeTimeProvider clock = new();
    private readonly PriorityQueue<Action, (TimeSpan, int)> events = new();
    private readonly Random random;
    private readonly SimulatedAcs acs;
    private readonly Func<IQuotaBoard, TimeProvider, IInstance> create;
    private readonly MemoryQuotaBoard board = new();
    private readonly List<IInstance> living = [];
    private readonly Dictionary<IInstance, int> granted = [];
    private int scheduled;
    private int refused;
    private int atOnceRefused;
    private IInstance? only;

    public QuotaSimulation(Counting counting, bool saysRetryAfter, Func<IQuotaBoard, TimeProvider, IInstance> create, int seed)
    {
        random = new Random(seed);
        acs = new SimulatedAcs(counting, saysRetryAfter, Quota, Window);
        this.create = create;
    }

    private TimeSpan Now => clock.GetElapsedTime(0);

    public QuotaResult Run(Change change)
    {
        for (var i = 0; i < 4; i++)
        {
            At(TimeSpan.FromSeconds(random.NextDouble()), () => living.Add(create(board, clock)));
        }

        At(TimeSpan.FromSeconds(1), Arrive);
        var start = Now;
        var changeAt = change == Change.Start ? TimeSpan.Zero : WindowsBefore * Window;
        RunUntil(start + changeAt);
        Make(change);
        refused = 0;
        RunUntil(start + changeAt + (WindowsUnjudged * Window));
        atOnceRefused = refused;
        refused = 0;
        granted.Clear();
        RunUntil(start + changeAt + ((WindowsUnjudged + WindowsJudged) * Window));

        List<IInstance> asked = only is null ? living : [only];
        var total = granted.Values.Sum();
        var result = new QuotaResult(
            total / (double)(Quota * WindowsJudged),
            refused / (double)(total + refused),
            asked.Min(one => granted.GetValueOrDefault(one)) * asked.Count / (double)(Quota * WindowsJudged),
            atOnceRefused);
        living.ForEach(one => one.Dispose());
        return result;
    }

    private void Make(Change change)
    {
        switch (change)
        {
            case Change.TwoDie:
                living.GetRange(0, 2).ForEach(one => one.Dispose());
                living.RemoveRange(0, 2);
                break;
            case Change.OneIsAsked:
                only = living[2];
                break;
            case Change.FifthComes:
                living.Add(create(board, clock));
                break;
        }
    }

    private void Arrive()
    {
        At(TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) * Window.TotalSeconds / (2 * Quota)), Arrive);
        var instance = only ?? living[random.Next(living.Count)];
        if (instance.TryTakeTurn(Patience, out var wait))
        {
            At(wait + (random.NextDouble() * Flight), () => Send(instance));
        }
    }

    private void Send(IInstance instance)
    {
        if (!living.Contains(instance))
        {
            return;
        }

        if (acs.Call(Now) is { RetryAfter: var retryAfter })
        {
            refused++;
            At(Flight, () => instance.Refused(retryAfter));
        }
        else
        {
            granted[instance] = granted.GetValueOrDefault(instance) + 1;
        }
    }

    private void At(TimeSpan delay, Action action) => events.Enqueue(action, (Now + delay, scheduled++));

    private void RunUntil(TimeSpan end)
    {
        while (events.TryPeek(out _, out var next) && next.Item1 <= end)
        {
            var action = events.Dequeue();
            Advance(next.Item1);
            action();
        }

        Advance(end);
    }

    private void Advance(TimeSpan to)
    {
        if (to > Now)
        {
            clock.Advance(to - Now);
        }
    }
}
