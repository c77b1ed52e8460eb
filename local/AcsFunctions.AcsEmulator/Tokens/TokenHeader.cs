namespace AcsFunctions.AcsEmulator.Tokens;

internal sealed record TokenHeader(string Alg, string Kid, string X5t, string Typ);
