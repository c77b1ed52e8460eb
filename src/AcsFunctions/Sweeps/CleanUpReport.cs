namespace AcsFunctions.Sweeps;

/// <summary>What a run did; in a dry run, what it would have begun with.</summary>
public sealed record CleanUpReport
{
    public required bool DryRun { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Pending actions, found and carried out.</summary>
    public required int UnfinishedFound { get; init; }

    public required int UnfinishedDone { get; init; }

    /// <summary>Mapped rows without a recent token, found and deleted.</summary>
    public required int StaleFound { get; init; }

    public required int StaleDeleted { get; init; }

    /// <summary>Rows that someone used between the read and the unmapping; they stay.</summary>
    public required int StaleChanged { get; init; }

    /// <summary>Guests whose time was over, found and deleted.</summary>
    public int GuestsFound { get; init; }

    public int GuestsDeleted { get; init; }

    public required int FencesFound { get; init; }

    public required int FencesDropped { get; init; }

    /// <summary>Rows and buckets that could not be worked on; the next run sees them again.</summary>
    public required int Failed { get; init; }

    /// <summary>Rows that were given up half-way because the time was over; no failure, and the next run sees them again.</summary>
    public int Interrupted { get; init; }

    /// <summary>Index rows written for identities that were mapped before there was an index, and removed because their users have other identities or none.</summary>
    public int IndexRowsWritten { get; init; }

    public int IndexRowsRemoved { get; init; }

    /// <summary>Whether the deadline, the row limit or a stopping host ended the run early.</summary>
    public required bool CutShort { get; init; }
}
