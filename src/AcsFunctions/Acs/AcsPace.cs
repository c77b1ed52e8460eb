namespace AcsFunctions.Acs;

/// <summary>
/// Keeps one kind of call within a quota: a call may go when the one that is a whole quota before it is a window old. So no window of
/// ACS, wherever it begins, sees more, and an unused quota may be used at once. The limiters of System.Threading.RateLimiting count in
/// fixed segments, which grants up to two quotas in a window or less than one, and go by the system's clock. Safe for concurrent use.
/// </summary>
internal sealed class AcsPace(int quota, TimeSpan window, TimeProvider clock)
{
    // Calls do not all take equally long to reach ACS: two that we send a window apart must not arrive within one.
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    // When the calls of the last window go, the oldest first.
    private readonly Queue<TimeSpan> turns = [];
    private TimeSpan heldUntil;

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Takes the next turn, unless it comes too late.</summary>
    /// <param name="patience">The longest wait that is of use.</param>
    /// <param name="wait">How long until the turn; where it was not taken, how long until one is worth asking for.</param>
    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait)
    {
        lock (gate)
        {
            var now = Now;
            while (turns.TryPeek(out var old) && old + window + Jitter <= now)
            {
                turns.Dequeue();
            }

            var isFull = turns.Count == quota;
            var turn = Later(now, isFull ? Later(heldUntil, turns.Peek() + window + Jitter) : heldUntil);
            wait = turn - now;
            if (wait > patience)
            {
                return false;
            }

            if (isFull)
            {
                turns.Dequeue();
            }

            turns.Enqueue(turn);
            return true;
        }
    }

    /// <summary>
    /// ACS has refused a call for its quota, which other instances may have used: refused calls count too, so ours stop for as long as it
    /// said, at most a window, after which the quota is another.
    /// </summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            heldUntil = Later(heldUntil, Now + (wait < window ? wait : window));
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => other > one ? other : one;
}
