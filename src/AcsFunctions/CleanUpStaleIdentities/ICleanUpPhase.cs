using AcsFunctions.Identities;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>One of the things that a run does to every bucket, whatever kind of row it works on.</summary>
internal interface ICleanUpPhase
{
    byte StartOf(CleanUpCursor cursor);

    CleanUpCursor StopAt(CleanUpCursor cursor, byte bucket);

    /// <summary>What there is to do in a bucket, streamed, a piece a row.</summary>
    IAsyncEnumerable<Func<CancellationToken, Task>> WorkIn(Bucket bucket, CancellationToken cancellationToken);
}
