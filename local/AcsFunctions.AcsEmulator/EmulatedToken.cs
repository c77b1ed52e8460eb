namespace AcsFunctions.AcsEmulator;

/// <summary>What is kept of an issued token; never the token itself.</summary>
/// <param name="Number">Counts the tokens of the emulator, from 1; the second part of the token's <c>emu</c> claim.</param>
/// <param name="IssuedOn">In whole seconds, as the token says it.</param>
public sealed record EmulatedToken(long Number, IReadOnlyList<string> Scopes, DateTimeOffset IssuedOn, DateTimeOffset ExpiresOn)
{
    /// <summary>The same to the millisecond: revocations may name an instant within a second.</summary>
    internal DateTimeOffset IssuedAt { get; init; } = IssuedOn;

    internal static DateTimeOffset ToMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
