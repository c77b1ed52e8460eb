namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record ErrorBody(ErrorDetail Error);
