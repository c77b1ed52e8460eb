namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>How calls are counted against a quota.</summary>
public enum Counting
{
    /// <summary>In windows that begin with their first call; what the emulator does.</summary>
    FixedWindow,

    /// <summary>All calls of the last window.</summary>
    SlidingWindowWithRefusals,

    /// <summary>The calls of the last window that were not refused.</summary>
    SlidingWindow,
}
