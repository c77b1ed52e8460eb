namespace AcsFunctions.Client.Models;

/// <summary>What a wind-down did.</summary>
public sealed record WindDownReport
{
    /// <summary>Identities, in a dry run.</summary>
    public long Found { get; init; }

    /// <summary>Deletions and revocations that earlier requests left pending, in a dry run.</summary>
    public long UnfinishedFound { get; init; }

    public long Deleted { get; init; }

    /// <summary>Pending deletions and revocations carried out, of earlier requests or of an interrupted step.</summary>
    public long UnfinishedDone { get; init; }

    /// <summary>Which round through the map it is, from 1.</summary>
    public long Round { get; init; }

    /// <summary>0 to 255.</summary>
    public long NextBucket { get; init; }

    /// <summary>Of 256.</summary>
    public long BucketsThisRound { get; init; }

    public long DoneThisRound { get; init; }

    /// <summary>What failed or was changed by someone.</summary>
    public long LeftBehindThisRound { get; init; }

    /// <summary>Rows that the end of a step cut off.</summary>
    public long InterruptedThisRound { get; init; }

    public bool BucketGivenUpThisRound { get; init; }

    /// <summary>A whole round found nothing to do.</summary>
    public bool Complete { get; init; }
}
