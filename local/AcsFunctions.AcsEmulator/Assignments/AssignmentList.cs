namespace AcsFunctions.AcsEmulator.Assignments;

internal sealed record AssignmentList(IReadOnlyList<Assignment> Value);
