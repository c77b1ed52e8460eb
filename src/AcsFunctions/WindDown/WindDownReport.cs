namespace AcsFunctions.WindDown;

/// <summary>
/// What a wind-down did so far, and where it goes on. It goes round the 256 buckets until a whole round finds nothing, or
/// achieves nothing of what it found. Counts of a step that a crash ended are lost; its deletions are not.
/// </summary>
public sealed record WindDownReport
{
    /// <summary>Identities found mapped, in a dry run; a real one counts what it deletes.</summary>
    public long Found { get; init; }

    /// <summary>Pending actions found, in a dry run.</summary>
    public long UnfinishedFound { get; init; }

    /// <summary>Identities that were mapped, and are deleted at ACS.</summary>
    public long Deleted { get; init; }

    /// <summary>Pending actions carried out, of earlier requests or of an interrupted step.</summary>
    public long UnfinishedDone { get; init; }

    public int Round { get; init; } = 1;

    /// <summary>The bucket that the next step begins with.</summary>
    public byte NextBucket { get; init; }

    /// <summary>Of 256, since the round began.</summary>
    public int BucketsThisRound { get; init; }

    public long DoneThisRound { get; init; }

    /// <summary>Rows and buckets that failed, or that someone changed meanwhile, since the round began.</summary>
    public long LeftBehindThisRound { get; init; }

    /// <summary>Rows that the end of a step cut off, since the round began.</summary>
    public long InterruptedThisRound { get; init; }

    /// <summary>Whether a bucket was given up for this round, so that its rows do not hold up others.</summary>
    public bool BucketGivenUpThisRound { get; init; }

    /// <summary>Whether a whole round found nothing, bucket by bucket to the end. A run that is over without it has to be looked into, and started again.</summary>
    public bool Complete { get; init; }
}
