namespace AcsFunctions.Worker.Callers;

/// <summary>A wait that doubles each time, up to the longest.</summary>
internal readonly record struct BackOff(TimeSpan First, TimeSpan Longest)
{
    private TimeSpan Next { get; init; } = First;

    private TimeSpan Until { get; init; }

    /// <summary>How long it still holds; null where it does not.</summary>
    public TimeSpan? Rest(TimeSpan now) => now < Until ? Until - now : null;

    public BackOff After(TimeSpan now) => this with { Until = now + Next, Next = Next * 2 < Longest ? Next * 2 : Longest };

    public BackOff Reset() => new(First, Longest);
}
