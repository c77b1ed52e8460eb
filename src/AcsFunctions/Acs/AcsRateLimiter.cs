namespace AcsFunctions.Acs;

/// <summary>
/// Keeps one kind of call within a limit: a call may go when the one that is a whole limit before it is a window old. So no window of
/// ACS, wherever it begins, sees more, and an unused limit may be used at once. The limiters of System.Threading.RateLimiting count in
/// fixed segments, which grants up to two limits in a window or less than one, and go by the system's clock. Safe for concurrent use.
/// </summary>
internal sealed class AcsRateLimiter(int limit, TimeSpan window, TimeProvider clock)
{
    // Calls do not all take equally long to reach ACS: two that we send a window apart must not arrive within one.
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(200);

    // In windows: whoever asks on and on without waiting must not make the others wait for ever.
    private const int LongestLine = 20;

    private readonly Lock gate = new();
    private readonly CallTimes turns = new();
    private readonly CallCounter asked = new(window);
    private TimeSpan heldUntil;
    private TimeSpan lastTold;
    private int refusals;
    private int limit = limit;

    /// <value>How many calls may go in any window, from now on.</value>
    public int Limit
    {
        get
        {
            lock (gate)
            {
                return limit;
            }
        }

        set
        {
            lock (gate)
            {
                limit = Math.Max(1, value);
            }
        }
    }

    /// <value>How many turns were asked for in about the last window, granted or not.</value>
    public int Asked
    {
        get
        {
            lock (gate)
            {
                return asked.Count(Now);
            }
        }
    }

    /// <value>How long ACS still wants no call; not more than zero where it has not said so.</value>
    public TimeSpan HeldFor
    {
        get
        {
            lock (gate)
            {
                return heldUntil - Now;
            }
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Takes the next turn, unless it comes too late.</summary>
    /// <param name="patience">The longest wait that is of use.</param>
    /// <param name="wait">How long until the turn; where it was not taken, how long until one is worth asking for.</param>
    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait)
    {
        lock (gate)
        {
            var now = Now;
            asked.Add(now);
            turns.RemoveUntil(now - window - Jitter);
            var free = turns.Count < limit ? now : turns[turns.Count - limit] + window + Jitter;
            var turn = Later(Later(now, free), heldUntil);
            wait = turn - now;
            if (wait > patience)
            {
                return false;
            }

            turns.Add(turn);
            return true;
        }
    }

    /// <summary>
    /// When somebody who found no turn should come back: one after another, as the limit will let them in. Told the same time, they would
    /// all come back at once, and nearly all in vain.
    /// </summary>
    /// <param name="wait">How long until a turn is worth asking for.</param>
    /// <param name="expectedLimit">The limit that is to be expected.</param>
    public TimeSpan LineUp(TimeSpan wait, int expectedLimit)
    {
        lock (gate)
        {
            var now = Now;
            var turn = now + wait;
            lastTold = Earlier(Later(lastTold + ((window + Jitter) / Math.Max(1, expectedLimit)), turn), Later(turn, now + (LongestLine * window)));
            return lastTold - now;
        }
    }

    /// <summary>
    /// ACS has refused a call for its quota, which others may have used: refused calls count too, so ours stop for as long as it said, at
    /// most a window, after which the quota is another.
    /// </summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            heldUntil = Later(heldUntil, Now + (wait < window ? wait : window));
            refusals++;
        }
    }

    /// <summary>Whether ACS has refused a call since this was asked last.</summary>
    public bool TakeRefusals()
    {
        lock (gate)
        {
            var any = refusals > 0;
            refusals = 0;
            return any;
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => other < one ? other : one;

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => other > one ? other : one;
}
