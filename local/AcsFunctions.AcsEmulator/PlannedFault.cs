namespace AcsFunctions.AcsEmulator;

/// <summary>A fault that still waits for calls.</summary>
/// <param name="Operation">Null: any operation.</param>
/// <param name="Calls">How many calls it still strikes.</param>
public sealed record PlannedFault(AcsOperation? Operation, Fault Fault, int Calls);
