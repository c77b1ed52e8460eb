namespace AcsFunctions.AcsEmulator;

/// <summary>Something that goes wrong with one call.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    /// <summary>Whether the operation takes effect before the fault strikes.</summary>
    public bool AfterEffect { get; private init; }

    internal int Status { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Latency { get; private init; }

    internal Task? Opened { get; private init; }

    internal LateCall? Late { get; private init; }

    /// <summary>An error status instead of the answer.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="retryAfter">Sent as Retry-After in whole seconds, rounded up; null sends none.</param>
    /// <param name="afterEffect">Whether the operation takes effect all the same.</param>
    public static Fault Answer(int status, TimeSpan? retryAfter = null, bool afterEffect = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new Fault(FaultKind.Status) { Status = status, RetryAfter = retryAfter, AfterEffect = afterEffect };
    }

    /// <summary>The answer comes late, by the emulator's clock; the effect too.</summary>
    public static Fault Delay(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(latency, TimeSpan.FromHours(1));
        return new Fault(FaultKind.Delay) { Latency = latency };
    }

    /// <summary>The connection breaks; nothing happened.</summary>
    public static Fault DropBeforeEffect { get; } = new(FaultKind.Drop);

    /// <summary>The connection breaks after the operation took effect: a lost answer.</summary>
    public static Fault DropAfterEffect { get; } = new(FaultKind.Drop) { AfterEffect = true };

    /// <summary>The connection breaks; the operation takes effect when the test says so: a late effect.</summary>
    public static Fault DropWithLateEffect(LateCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new Fault(FaultKind.DropWithLateEffect) { Late = call };
    }

    /// <summary>Half of the answer's body, then the connection breaks. An answer without a body is dropped whole.</summary>
    public static Fault TruncatedBody { get; } = new(FaultKind.TruncatedBody) { AfterEffect = true };

    /// <summary>A gateway's HTML page with an error status.</summary>
    /// <param name="status">400 to 599.</param>
    public static Fault HtmlPage(int status = 502) => Answer(status) with { IsHtml = true };

    /// <summary>No answer until the caller gives up; nothing happened.</summary>
    public static Fault Hang { get; } = new(FaultKind.Hang);

    /// <summary>The call waits for <paramref name="opened"/>, then goes on as if nothing had been.</summary>
    /// <param name="opened">Completes when the call may go on.</param>
    /// <param name="afterEffect">Whether the operation takes effect before it waits.</param>
    public static Fault HoldUntil(Task opened, bool afterEffect = false)
    {
        ArgumentNullException.ThrowIfNull(opened);
        return new Fault(FaultKind.Hold) { Opened = opened, AfterEffect = afterEffect };
    }

    internal bool IsHtml { get; private init; }
}
