using System.Globalization;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Storm;

/// <summary>What a storm met.</summary>
/// <param name="Plan">What it was.</param>
/// <param name="Tally">What became of the users.</param>
/// <param name="Elapsed">From the first question to the last token.</param>
internal sealed record StormReport(StormPlan Plan, StormTally Tally, TimeSpan Elapsed)
{
    /// <summary>Users who asked while ACS was out, in vain.</summary>
    public required int RefusedInOutage { get; init; }

    /// <summary>Until each user had heard something.</summary>
    public required StormPhase Rush { get; init; }

    /// <summary>From then on.</summary>
    public required StormPhase Ebb { get; init; }

    /// <summary>By how much the memory of a worker grew at its peak, of the worker where it grew most.</summary>
    public required long GrownBytes { get; init; }

    /// <summary>Calls for a token, and those that it refused.</summary>
    public required (long Sent, long Refused) AcsCalls { get; init; }

    public IReadOnlyList<PerformanceTarget> Targets =>
    [
        new("users without a token in the end", Plan.Users - Tally.Answered, 0),
        new("time until the last has a token, over what the quota dictates", Elapsed / Plan.Least, 1.1),
        new("refusals of the user who was refused most", Tally.MostRefusals, 2),
        new("growth of a worker's memory at its peak, MB", GrownBytes / 1e6, 200),
        new("CPU of a refusal over that of an answer", StormPhase.RefusalOverAnswer(Rush, Ebb), 0.5),
        new("calls to ACS for each token", AcsCalls.Sent / (double)Tally.Answered, 1.01),
    ];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Plan.Users} users, {Plan.Instances} instances, quota {Plan.Quota} in {Plan.Window.TotalSeconds:0.#} s, {RefusedInOutage} refused in the outage before; {Elapsed.TotalSeconds:F1} s where the quota dictates {Plan.Least.TotalSeconds:F1}; {Tally.Refused} refusals, {Tally.Unavailable} of them not for the quota: {string.Join(", ", Enumerable.Range(0, Tally.MostRefusals + 1).Select(times => $"{Tally.RefusedTimes(times)} users {times} times"))}; {AcsCalls.Sent} calls to ACS, {AcsCalls.Refused} refused by it; {Tally.Failed} failed{(Tally.FirstFailure is { } failure ? $", first: {failure}" : null)}; until everyone had heard something {Rush}, then {Ebb}");
}
