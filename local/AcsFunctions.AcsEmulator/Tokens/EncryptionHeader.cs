namespace AcsFunctions.AcsEmulator.Tokens;

internal sealed record EncryptionHeader(string Alg, string Enc, string Kid, string Typ, string Cty);
