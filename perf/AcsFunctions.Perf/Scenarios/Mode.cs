namespace AcsFunctions.Perf.Scenarios;

/// <summary>How long to measure.</summary>
/// <param name="Name">By which it is chosen.</param>
/// <param name="Rounds">How many turns each variant gets at each latency.</param>
/// <param name="Turn">Requests of a turn.</param>
/// <param name="WarmUp">How long each variant is warmed up.</param>
/// <param name="Saturation">How long a variant is saturated in a turn.</param>
/// <param name="QuotaWindow">The window of ACS's quotas; the limits shrink with it.</param>
/// <param name="QuotaWindows">How many windows the quota is overrun.</param>
internal sealed record Mode(string Name, int Rounds, int Turn, TimeSpan WarmUp, TimeSpan Saturation, TimeSpan QuotaWindow, int QuotaWindows)
{
    /// <summary>How many turns of saturation each variant gets.</summary>
    public int SaturationRounds { get; init; } = 1;

    /// <summary>Whether the apps are published first and measured as they ship.</summary>
    public bool IsPublished { get; init; }

    public static Mode Quick { get; } = new("quick", Rounds: 2, Turn: 20, WarmUp: TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3), QuotaWindows: 2);

    public static Mode Short { get; } = new("short", Rounds: 2, Turn: 50, WarmUp: TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), QuotaWindows: 2)
    {
        SaturationRounds = 3,
        IsPublished = true,
    };

    public static Mode Full { get; } = new("full", Rounds: 6, Turn: 100, WarmUp: TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), QuotaWindows: 2)
    {
        SaturationRounds = 5,
        IsPublished = true,
    };

    /// <summary>At least 20,000 answers of each variant at each latency: the tail.</summary>
    public static Mode Tail { get; } = Full with { Name = "tail", Rounds = 200 };
}
