using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Sweeps;

/// <summary>A scan of the buckets, several a query where there is little to do.</summary>
public sealed class BucketScanTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider clock = new();
    private readonly SortedDictionary<byte, List<StoredRow>> rows = [];
    private readonly List<BucketRange> queries = [];
    private readonly List<Bucket> failed = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_table_is_gone_through_in_a_few_queries_whatever_bucket_is_the_first()
    {
        for (var start = 0; start < Bucket.Count; start++)
        {
            queries.Clear();

            await using var scan = Scan((byte)start);
            Assert.Empty(await TakeAsync(scan, int.MaxValue));

            Assert.True(scan.IsComplete);
            Assert.Equal((byte)start, scan.Next);
            Assert.InRange(queries.Count, 1, 12);
            // Each bucket once, in turn.
            Assert.Equal(
                Enumerable.Range(start, Bucket.Count).Select(number => new Bucket((byte)number)),
                queries.SelectMany(query => query.Each()));
        }
    }

    [Fact]
    public async Task A_table_that_takes_time_is_gone_through_bucket_by_bucket()
    {
        await using var scan = Scan(0, slow: _ => true);
        await TakeAsync(scan, int.MaxValue);

        Assert.Equal(Bucket.Count, queries.Count);
    }

    [Fact]
    public async Task A_scan_that_is_left_goes_on_in_the_bucket_of_the_row_that_waits()
    {
        Put(3, 5);
        Put(200, 5);

        await using var first = Scan(0);
        var taken = await TakeAsync(first, 7);
        await using var second = Scan(first.Next);
        var rest = await TakeAsync(second, int.MaxValue);

        Assert.Equal(200, first.Next);
        Assert.Equal((false, true), (first.IsComplete, second.IsComplete));
        // Here nobody has worked on what was taken: it is there again.
        Assert.Equal([3, 3, 3, 3, 3, 200, 200], taken.Select(row => row.Key.Bucket.Number));
        Assert.Equal([200, 200, 200, 200, 200, 3, 3, 3, 3, 3], rest.Select(row => row.Key.Bucket.Number));
    }

    [Fact]
    public async Task No_bucket_is_entered_when_its_time_is_over_and_none_that_has_rows_is_lost()
    {
        Put(40, 1);
        Put(41, 1);
        var entered = 0;

        await using var scan = Scan(0, mayEnter: () => ++entered < 7);
        var taken = await TakeAsync(scan, int.MaxValue);

        Assert.Single(taken);
        Assert.Equal(((byte)41, false), (scan.Next, scan.IsComplete));
    }

    [Fact]
    public async Task Of_several_buckets_the_one_that_cannot_be_read_is_found_and_costs_its_own_turn_only()
    {
        Put(20, 2);
        Put(21, 2);
        Put(22, 2);
        Put(100, 2);

        await using var scan = Scan(0, unreadable: bucket => bucket.Number == 50);
        var taken = await TakeAsync(scan, int.MaxValue);

        Assert.Equal([new Bucket(50)], failed);
        Assert.Equal(8, taken.Distinct().Count());
        Assert.Equal(8, taken.Count);
        Assert.True(scan.IsComplete);
    }

    [Fact]
    public async Task A_bucket_that_was_read_in_part_is_not_read_again_and_those_behind_it_are()
    {
        // The fifth query lists 15 to 30.
        Put(16, 2);
        Put(18, 2);

        await using var scan = Scan(0, unreadable: bucket => bucket.Number == 17);
        var taken = await TakeAsync(scan, int.MaxValue);

        Assert.Equal([new Bucket(16), new Bucket(17)], failed);
        Assert.Equal(4, taken.Distinct().Count());
        Assert.Equal(4, taken.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_slow_or_cut_short_every_row_gets_its_turn_once(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < 400; number++)
        {
            Put((byte)random.Next(Bucket.Count), 1);
        }

        var all = rows.Values.Sum(inBucket => inBucket.Count);
        var done = new List<StoredRow>();
        byte next = 0;
        for (var run = 0; done.Count < all && run < 300; run++)
        {
            await using var scan = Scan(next, slow: _ => random.Next(4) == 0);
            var taken = await TakeAsync(scan, random.Next(10));
            done.AddRange(taken);
            taken.ForEach(row => rows[row.Key.Bucket.Number].Remove(row));
            next = scan.Next;
        }

        Assert.Equal(all, done.Distinct().Count());
        Assert.Equal(all, done.Count);
    }

    private void Put(byte bucket, int count)
    {
        var inBucket = rows.TryGetValue(bucket, out var known) ? known : rows[bucket] = [];
        inBucket.AddRange(Enumerable.Range(0, count).Select(_ => StoredRows.Fence(Users.In(new Bucket(bucket)), DateTimeOffset.UnixEpoch)));
    }

    private BucketScan Scan(byte start, Func<BucketRange, bool>? slow = null, Func<bool>? mayEnter = null, Func<Bucket, bool>? unreadable = null) => new(
        start,
        Bucket.Count,
        (range, _) => List(range, slow, unreadable ?? (_ => false)).ToAsyncEnumerable(),
        mayEnter ?? (() => true),
        (bucket, _) => failed.Add(bucket),
        clock,
        Token);

    private IEnumerable<StoredRow> List(BucketRange range, Func<BucketRange, bool>? slow, Func<Bucket, bool> unreadable)
    {
        queries.Add(range);
        if (slow?.Invoke(range) == true)
        {
            clock.Advance(Slow);
        }

        foreach (var bucket in range.Each())
        {
            if (unreadable(bucket))
            {
                throw new IdentityStoreException("Scripted.");
            }

            foreach (var row in rows.GetValueOrDefault(bucket.Number, []).ToArray())
            {
                yield return row;
            }
        }
    }

    private static async Task<List<StoredRow>> TakeAsync(BucketScan scan, int atMost)
    {
        var left = atMost;
        return await scan.TakeAsync(() => left-- > 0, Token).ToListAsync(Token);
    }
}
