namespace AcsFunctions.Client.Models;

/// <summary>What a clean-up did.</summary>
public sealed record CleanUpReport
{
    /// <summary>Nothing was changed: what is counted as done would have been.</summary>
    public bool DryRun { get; init; }

    public DateTimeOffset StartedOn { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Deletions and revocations that earlier requests left pending.</summary>
    public long UnfinishedFound { get; init; }

    public long UnfinishedDone { get; init; }

    /// <summary>Identities without a recent token.</summary>
    public long StaleFound { get; init; }

    public long StaleDeleted { get; init; }

    /// <summary>Those that were used between the read and the deletion; kept.</summary>
    public long StaleChanged { get; init; }

    /// <summary>Guests whose time was over.</summary>
    public long GuestsFound { get; init; }

    public long GuestsDeleted { get; init; }

    /// <summary>Rows of users without an identity that are old enough to go.</summary>
    public long FencesFound { get; init; }

    public long FencesDropped { get; init; }

    /// <summary>Identities that can be looked up from now on, which an earlier version mapped.</summary>
    public long IndexRowsWritten { get; init; }

    /// <summary>What named identities that are nobody's.</summary>
    public long IndexRowsRemoved { get; init; }

    /// <summary>Rows and buckets that could not be worked on; the next run sees them again.</summary>
    public long Failed { get; init; }

    /// <summary>Rows that the end of the job or step cut off.</summary>
    public long Interrupted { get; init; }

    /// <summary>A limit or a stop ended it early.</summary>
    public bool CutShort { get; init; }
}
