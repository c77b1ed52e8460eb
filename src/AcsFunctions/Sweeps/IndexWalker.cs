using System.Runtime.CompilerServices;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Sweeps;

/// <summary>
/// Keeps the index of identities. The first walk goes through everything and writes the index rows of what was mapped before there was an
/// index; later ones look only at what was written since the last complete walk began, once a day. What the first wrote is among that for
/// the second: a user who was unmapped between the first's read and its write has left an index row that names nobody's identity. A walk that
/// is cut short is carried on by the next clean-up. Two at once do no harm.
/// </summary>
public sealed partial class IndexWalker(
    IIdentityStore store, IdentityRegistry registry, IOptions<CleanUpOptions> options, TimeProvider clock, ILogger<IndexWalker> logger)
{
    /// <summary>How often what was written since is looked at.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    // What is written around the beginning of a walk, by clocks that differ, is looked at by this and the next.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private const int BucketsBetweenWrites = 16;

    /// <summary>Carries the walk that is due on.</summary>
    /// <param name="mayEnter">Asked before each query.</param>
    /// <param name="tally">Counts what is done.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Whether no more is due.</returns>
    internal async Task<bool> WalkAsync(Func<bool> mayEnter, SweepTally tally, CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            var walk = await store.ReadIndexWalkAsync(cancellationToken) ?? new IndexWalk(0, null, null);
            if (walk is { StartedOn: null, CompletedFrom: { } last } && (now - last).Duration() < Interval)
            {
                return true;
            }

            // Only a walk that began before its first bucket was listed can say that nothing older is left.
            walk = walk.StartedOn is null ? walk with { Next = 0, StartedOn = now } : walk;
            // What an instance wrote whose clock was far ahead says nothing about what was looked at.
            var from = walk.CompletedFrom < now ? walk.CompletedFrom.Value - Margin : StoredRow.EarliestInstant;
            var width = new RangeWidth(clock);
            var written = (int)walk.Next;
            for (var next = written; next < Bucket.Count;)
            {
                var range = width.Begin(new Bucket((byte)next), Bucket.Count - next);
                if (!mayEnter() || !await WalkAsync(range, from, walk.StartedOn!.Value, tally, cancellationToken))
                {
                    await store.WriteIndexWalkAsync(walk with { Next = (byte)next }, CancellationToken.None);
                    return false;
                }

                width.End();
                next += range.Count;
                if (next - written >= BucketsBetweenWrites && next < Bucket.Count)
                {
                    written = next;
                    await store.WriteIndexWalkAsync(walk with { Next = (byte)next }, cancellationToken);
                }
            }

            await store.WriteIndexWalkAsync(IndexWalk.Completed(walk.StartedOn!.Value), CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is IdentityStoreException or OperationCanceledException)
        {
            if (exception is IdentityStoreException)
            {
                tally.Failed();
                Log.WalkBroken(logger, exception);
            }

            return false;
        }
    }

    /// <summary>Whether all of some buckets, and of the parts of the index with their numbers, is in order.</summary>
    private async Task<bool> WalkAsync(BucketRange buckets, DateTimeOffset from, DateTimeOffset startedOn, SweepTally tally, CancellationToken cancellationToken)
    {
        var isInOrder = true;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(ListToIndexAsync(buckets, from, cancellationToken), parallel, async (row, token) =>
            {
                switch (await registry.IndexAsync(row, token))
                {
                    case WriteOutcome.Done:
                        tally.IndexRowWritten();
                        break;
                    case WriteOutcome.Unknown:
                        isInOrder = false;
                        tally.Failed();
                        break;
                }
            });
            // What is reserved right now is somebody's request; it is looked at the next time.
            await Parallel.ForEachAsync(store.ListIndexAsync(buckets, from, startedOn - Margin, cancellationToken), parallel, async (row, token) =>
            {
                switch (await DropIndexAsync(row, tally, token))
                {
                    case WriteOutcome.Done:
                        tally.IndexRowRemoved();
                        break;
                    case WriteOutcome.Unknown:
                        isInOrder = false;
                        tally.Failed();
                        break;
                }
            });
            return isInOrder;
        }
        catch (Exception exception) when (exception is IdentityStoreException || cancellationToken.IsCancellationRequested)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                tally.Failed();
                Log.WalkBroken(logger, exception);
            }

            return false;
        }
    }

    // A row of the user's that nobody can read stays as it is however often it is asked for, and must not hold up the walk for good.
    private async Task<WriteOutcome> DropIndexAsync(IndexRow row, SweepTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.DropIndexAsync(row, cancellationToken);
        }
        catch (IdentityStoreException exception) when (exception.IsRowMalformed)
        {
            tally.Failed();
            return WriteOutcome.Conflict;
        }
    }

    // Pending deletions are few, and all of them are looked at: one that an older version left has no index row.
    private async IAsyncEnumerable<StoredRow> ListToIndexAsync(BucketRange buckets, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var pending in store.ListPendingAsync(buckets, cancellationToken))
        {
            yield return pending;
        }

        await foreach (var row in store.ListMappedSinceAsync(buckets, from, cancellationToken))
        {
            yield return row;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1305, LogLevel.Warning, "The walk that keeps the index of identities broke off; the next clean-up carries on")]
        public static partial void WalkBroken(ILogger logger, Exception exception);
    }
}
