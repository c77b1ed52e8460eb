namespace AcsFunctions.Identities;

/// <summary>The bucket at which the next clean-up run begins, for each of its phases, so that every bucket gets its turn.</summary>
public sealed record CleanUpCursor(byte Unfinished, byte Stale, byte Fences)
{
    public static CleanUpCursor Start { get; } = new(0, 0, 0);
}
