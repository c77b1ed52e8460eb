using System.Globalization;

namespace AcsFunctions.Soak;

/// <summary>What a soak did, and which promises it found broken.</summary>
public sealed record SoakReport
{
    public required int Seed { get; init; }

    public required int Calls { get; init; }

    public required int Unanswered { get; init; }

    public required int Tokens { get; init; }

    /// <summary>Revokes and deletes answered 204.</summary>
    public required int Ends { get; init; }

    public required int Kills { get; init; }

    public required int StorageTroubles { get; init; }

    public required int AcsTroubles { get; init; }

    /// <summary>Rows that the clean-up found to finish in the end.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Identities lost in the documented window, and how many calls ended so that they could have lost one.</summary>
    public required int Leaked { get; init; }

    public required int LostCreates { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Calls} calls ({Unanswered} unanswered), {Tokens} tokens, {Ends} revokes and deletes kept; {Kills} kills, {StorageTroubles} storage and {AcsTroubles} ACS troubles; {Unfinished} rows finished by clean-up; {Leaked} identities in the leak window of {LostCreates} lost creates; broken: {(Broken.Count == 0 ? "none" : string.Join("; ", Broken))}");
}
