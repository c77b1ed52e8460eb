namespace AcsFunctions.Identities;

/// <summary>The bucket at which the next clean-up begins, for pending actions and for what is old, so that every bucket gets its turn.</summary>
public sealed record CleanUpCursor(byte Unfinished, byte Stale)
{
    public static CleanUpCursor Start { get; } = new(0, 0);
}
