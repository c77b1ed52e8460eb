namespace AcsFunctions.AcsEmulator.Tokens;

internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);
