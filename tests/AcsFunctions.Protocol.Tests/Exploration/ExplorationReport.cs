namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>What was explored, and what was found.</summary>
/// <param name="Scenarios">Sets of operations, each from one start.</param>
/// <param name="States">Different states met.</param>
/// <param name="Transitions">Steps between them, faults included.</param>
/// <param name="Ends">Different states in which every operation is over; from each, recovery was checked.</param>
/// <param name="Runs">How often the real code was run.</param>
/// <param name="Violations">Broken invariants, the first schedule of each.</param>
internal sealed record ExplorationReport(int Scenarios, long States, long Transitions, long Ends, long Runs, IReadOnlyList<Violation> Violations)
{
    public static ExplorationReport Empty { get; } = new(0, 0, 0, 0, 0, []);

    public static ExplorationReport operator +(ExplorationReport one, ExplorationReport other) => new(
        one.Scenarios + other.Scenarios,
        one.States + other.States,
        one.Transitions + other.Transitions,
        one.Ends + other.Ends,
        one.Runs + other.Runs,
        [.. one.Violations.Concat(other.Violations).DistinctBy(violation => violation.Invariant)]);

    public override string ToString() =>
        $"{Scenarios} scenarios, {States:n0} states, {Transitions:n0} transitions, {Ends:n0} ends, the code run {Runs:n0} times, {Violations.Count} violations";
}
