using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Sweeps;

/// <summary>
/// Goes through the buckets from one on, a row at a time, streamed; several buckets a query where there is little in them. It can be left
/// between two rows and resumed. One caller takes rows at a time.
/// </summary>
/// <param name="start">The bucket to begin with.</param>
/// <param name="count">How many buckets there are to it, 1 to 256.</param>
/// <param name="list">What there is to do in some buckets, bucket by bucket.</param>
/// <param name="mayEnter">Asked before each bucket with something to do, and each query, but the first.</param>
/// <param name="unreadable">Told of a bucket that could not be read to its end: that costs this bucket's turn, not the scan.</param>
/// <param name="clock">Tells how long a query took.</param>
/// <param name="cancellationToken">Ends the scan for good.</param>
internal sealed class BucketScan(
    byte start,
    int count,
    Func<BucketRange, CancellationToken, IAsyncEnumerable<StoredRow>> list,
    Func<bool> mayEnter,
    Action<Bucket, IdentityStoreException> unreadable,
    TimeProvider clock,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private byte? at;
    private bool hasEnded;
    private bool isBrokenOff;
    private bool hasWaitingRow;
    private IAsyncEnumerator<StoredRow>? rows;
    private IdentityStoreException? failure;

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
        var width = new RangeWidth(clock);
        for (var offset = 0; offset < count;)
        {
            var range = width.Begin(new Bucket((byte)(start + offset)), count - offset);
            at = range.First.Number;
            if (offset > 0 && !mayEnter())
            {
                yield break;
            }

            var isTaken = false;
            await using var inRange = list(range, scan).GetAsyncEnumerator(scan);
            while (await MoveNextAsync(inRange, scan))
            {
                if (inRange.Current.Key.Bucket.Number is var bucket && bucket != at)
                {
                    at = bucket;
                    if (!mayEnter())
                    {
                        yield break;
                    }
                }

                isTaken = true;
                yield return inRange.Current;
            }

            if (failure is null)
            {
                offset += range.Count;
                width.End();
                continue;
            }

            width.Fail();
            // Nobody knows which of several it was: they are read again one by one. But no row is taken twice.
            if (range.Count == 1 || isTaken)
            {
                unreadable(new Bucket(at.Value), failure);
                offset = (byte)(at.Value - start) + 1;
            }
        }

        hasEnded = true;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<StoredRow> inRange, CancellationToken scan)
    {
        scan.ThrowIfCancellationRequested();
        try
        {
            failure = null;
            return await inRange.MoveNextAsync();
        }
        catch (IdentityStoreException exception)
        {
            failure = exception;
            return false;
        }
    }
}
