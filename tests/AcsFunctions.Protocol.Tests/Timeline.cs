namespace AcsFunctions.Protocol.Tests;

/// <summary>The instants of every exploration. Each operation reads one clock that stands still; clocks of different operations differ.</summary>
internal static class Timeline
{
    public static DateTimeOffset Now { get; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A session that is older than everything below.</summary>
    public static DateTimeOffset OldSession { get; } = Now.AddHours(-20);

    /// <summary>When sessions were ended, in the worlds that begin after that.</summary>
    public static DateTimeOffset EarlierRevoke { get; } = Now.AddHours(-10);

    /// <summary>A session from after that.</summary>
    public static DateTimeOffset MiddleSession { get; } = Now.AddHours(-5);

    /// <summary>A session from after a revoke or delete of now.</summary>
    public static DateTimeOffset NewSession { get; } = Now.AddMinutes(1);

    /// <summary>The clock of the operations that follow.</summary>
    public static DateTimeOffset Later { get; } = Now.AddMinutes(2);

    /// <summary>When a guest has to go: between the first clock and the later ones.</summary>
    public static DateTimeOffset GuestsEnd { get; } = Now.AddMinutes(1.5);

    /// <summary>When all is over.</summary>
    public static DateTimeOffset Afterwards { get; } = Now.AddHours(1);

    /// <summary>Clean-up deletes identities without a token since.</summary>
    public static DateTimeOffset Cutoff { get; } = Now.AddHours(-500);

    /// <summary>Older than any credential that is still accepted.</summary>
    public static DateTimeOffset LongAgo { get; } = Now.AddHours(-30);
}
