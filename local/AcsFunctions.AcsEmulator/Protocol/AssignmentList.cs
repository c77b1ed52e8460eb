namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record AssignmentList(IReadOnlyList<Assignment> Value);
