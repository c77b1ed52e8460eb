namespace AcsFunctions.AcsEmulator;

/// <summary>What is kept of an issued token; never the token itself.</summary>
/// <param name="Number">Counts the tokens of the emulator, from 1; the token's <c>emu</c> claim ends with it.</param>
public sealed record EmulatedToken(long Number, IReadOnlyList<string> Scopes, DateTimeOffset IssuedOn, DateTimeOffset ExpiresOn);
