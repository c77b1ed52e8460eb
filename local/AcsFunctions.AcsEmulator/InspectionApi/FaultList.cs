namespace AcsFunctions.AcsEmulator.InspectionApi;

internal sealed record FaultList(IReadOnlyList<FaultBody> Faults);
