using System.Globalization;

namespace AcsFunctions.Soak;

/// <summary>What a soak did, and which promises it found broken.</summary>
public sealed record SoakReport
{
    public required int Seed { get; init; }

    /// <summary>Whether tokens were handed out again.</summary>
    public required bool CachesTokens { get; init; }

    public required int Calls { get; init; }

    /// <summary>Calls whose worker was killed, and the few to which not even the host gave an answer.</summary>
    public required int Unanswered { get; init; }

    public required int Tokens { get; init; }

    /// <summary>Revokes and deletes answered 204.</summary>
    public required int Ends { get; init; }

    public required int Kills { get; init; }

    public required int StorageTroubles { get; init; }

    public required int AcsTroubles { get; init; }

    /// <summary>Jobs that operators had recorded, and those that came to their end although whoever carried them was killed.</summary>
    public required int Jobs { get; init; }

    public required int JobsEndedInTrouble { get; init; }

    /// <summary>Rows that the clean-up found to finish in the end.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Creates that were asked for, and those whose answer reached a living worker.</summary>
    public required int Creates { get; init; }

    public required int CreatesAnswered { get; init; }

    /// <summary>Identities that no row names, and how each came to be lost.</summary>
    public required string Lost { get; init; }

    /// <summary>What was left out on purpose.</summary>
    public required int Sabotaged { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}{(CachesTokens ? ", tokens handed out again" : null)}: {Calls} calls ({Unanswered} unanswered), {Tokens} tokens, {Ends} revokes and deletes kept; {Kills} kills, {StorageTroubles} storage and {AcsTroubles} ACS troubles; {Jobs} jobs, {JobsEndedInTrouble} of them ended amid the trouble; {Unfinished} rows finished by clean-up; {Creates} creates, {CreatesAnswered} answered; lost: {Lost}; {Sabotaged} sabotaged; broken: {(Broken.Count == 0 ? "none" : string.Join("; ", Broken))}");
}
