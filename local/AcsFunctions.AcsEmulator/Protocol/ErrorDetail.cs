namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record ErrorDetail(string Code, string Message, string? Target);
