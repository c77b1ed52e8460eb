namespace AcsFunctions.AcsEmulator.InspectionApi;

internal sealed record TokenBody(string? Token);
