namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

/// <param name="Statuses">How often each status came; 0: the connection was closed without an answer.</param>
/// <param name="Failures">What must not happen: a 5xx, no answer in time, an emulator that no longer works.</param>
internal sealed record FuzzOutcome(IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> Failures);
