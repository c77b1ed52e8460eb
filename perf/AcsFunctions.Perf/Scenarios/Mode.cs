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
    public const string TailName = "tail";

    /// <summary>How many turns of saturation each variant gets.</summary>
    public int SaturationRounds { get; init; } = 1;

    /// <summary>By how many milliseconds ACS is slowed, one after another.</summary>
    public IReadOnlyList<int> Latencies { get; init; } = [0, 40, 150];

    /// <summary>Those whose latency alone is measured; null: all, and what they do when saturated and over ACS's quota.</summary>
    public IReadOnlyList<string>? Variants { get; init; }

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

    /// <summary>20,000 answers of ours and of the floor, in turns, where ACS takes as long as it may in practice: what one in a hundred waits for.</summary>
    public static Mode Tail { get; } = Full with { Name = TailName, Rounds = 200, Latencies = [40], Variants = [Scenarios.Variants.Keyed, Scenarios.Variants.Bearer, Scenarios.Variants.Floor] };
}
