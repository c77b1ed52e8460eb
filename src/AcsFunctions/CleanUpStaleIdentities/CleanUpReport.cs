namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>What a run did; in a dry run, what it would have begun with.</summary>
public sealed record CleanUpReport
{
    public required bool DryRun { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Promises of earlier requests, found and carried out.</summary>
    public required int UnfinishedFound { get; init; }

    public required int UnfinishedDone { get; init; }

    /// <summary>Mapped rows without a recent token, found and deleted.</summary>
    public required int StaleFound { get; init; }

    public required int StaleDeleted { get; init; }

    /// <summary>Rows that someone used between being read and being retired; theirs to keep.</summary>
    public required int StaleChanged { get; init; }

    public required int FencesFound { get; init; }

    public required int FencesDropped { get; init; }

    /// <summary>Rows and buckets that could not be worked on; the next run sees them again.</summary>
    public required int Failed { get; init; }

    /// <summary>Rows that were given up half-way because the time was over; no failure, and the next run sees them again.</summary>
    public int Interrupted { get; init; }

    /// <summary>Whether the deadline, the row limit or a stopping host ended the run early.</summary>
    public required bool CutShort { get; init; }
}
