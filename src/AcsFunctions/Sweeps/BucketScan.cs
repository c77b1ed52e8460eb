using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Sweeps;

/// <summary>
/// Goes through the buckets from one on, a row at a time, streamed. It can be left between two rows and resumed. One caller takes
/// rows at a time.
/// </summary>
/// <param name="start">The bucket to begin with.</param>
/// <param name="count">How many buckets there are to it, 1 to 256.</param>
/// <param name="list">What there is to do in a bucket.</param>
/// <param name="mayEnter">Asked before each bucket but the first.</param>
/// <param name="unreadable">Told of a bucket that could not be read to its end: that costs this bucket's turn, not the scan.</param>
/// <param name="cancellationToken">Ends the scan for good.</param>
internal sealed class BucketScan(
    byte start,
    int count,
    Func<Bucket, CancellationToken, IAsyncEnumerable<StoredRow>> list,
    Func<bool> mayEnter,
    Action<Bucket, IdentityStoreException> unreadable,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private byte? at;
    private bool hasEnded;
    private bool isBrokenOff;
    private bool hasWaitingRow;
    private IAsyncEnumerator<StoredRow>? rows;

    /// <summary>Whether all its buckets were gone through, and nothing that was taken was given up.</summary>
    public bool IsComplete => hasEnded && !isBrokenOff;

    /// <summary>
    /// The bucket to begin the next scan with. One that never left its first bucket gives the next bucket a turn: rows that cannot be
    /// finished must not hold up the rest.
    /// </summary>
    public byte Next => IsComplete ? (byte)(start + count) : at is not { } last ? start : last == start ? (byte)(start + 1) : last;

    /// <summary>Rows for as long as they may be taken; the one that may not waits for the next time.</summary>
    public async IAsyncEnumerable<StoredRow> TakeAsync(Func<bool> mayTake, [EnumeratorCancellation] CancellationToken stop)
    {
        rows ??= ListAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (!stop.IsCancellationRequested && (hasWaitingRow || await rows.MoveNextAsync()))
        {
            hasWaitingRow = true;
            if (!mayTake())
            {
                yield break;
            }

            hasWaitingRow = false;
            yield return rows.Current;
        }
    }

    /// <summary>Says that rows which were taken could not be worked on to their end.</summary>
    public void BreakOff() => isBrokenOff = true;

    public ValueTask DisposeAsync() => rows?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async IAsyncEnumerable<StoredRow> ListAsync([EnumeratorCancellation] CancellationToken scan)
    {
        for (var offset = 0; offset < count; offset++)
        {
            var bucket = new Bucket((byte)((start + offset) % Bucket.Count));
            at = bucket.Number;
            if (offset > 0 && !mayEnter())
            {
                yield break;
            }

            await using var inBucket = list(bucket, scan).GetAsyncEnumerator(scan);
            while (await MoveNextAsync(inBucket, bucket, scan))
            {
                yield return inBucket.Current;
            }
        }

        hasEnded = true;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<StoredRow> inBucket, Bucket bucket, CancellationToken scan)
    {
        scan.ThrowIfCancellationRequested();
        try
        {
            return await inBucket.MoveNextAsync();
        }
        catch (IdentityStoreException exception)
        {
            unreadable(bucket, exception);
            return false;
        }
    }
}
