using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Sweeps;

public sealed class BucketMergeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_come_bucket_by_bucket_and_in_a_bucket_the_first_listings_before_the_others()
    {
        var first = Rows(1, 1, 4, 6);
        var second = Rows(1, 2, 4, 5, 9);

        var merged = await BucketMerge.Of(BucketRange.From(new Bucket(0), 16), first.ToAsyncEnumerable(), second.ToAsyncEnumerable(), Token).ToListAsync(Token);

        Assert.Equal([first[0], first[1], second[0], second[1], first[2], second[2], second[3], first[3], second[4]], merged);
    }

    [Fact]
    public async Task Of_a_single_bucket_the_second_listing_is_not_looked_at_before_the_first_is_done()
    {
        var first = Rows(7, 7);
        var isAsked = false;
        IEnumerable<StoredRow> Second()
        {
            isAsked = true;
            yield return Rows(7)[0];
        }

        await using var merged = BucketMerge.Of(new Bucket(7), first.ToAsyncEnumerable(), Second().ToAsyncEnumerable(), Token).GetAsyncEnumerator(Token);

        Assert.True(await merged.MoveNextAsync() && await merged.MoveNextAsync());
        Assert.Equal((first[1], false), (merged.Current, isAsked));
        Assert.True(await merged.MoveNextAsync());
        Assert.False(await merged.MoveNextAsync());
    }

    private static StoredRow[] Rows(params byte[] buckets) => [.. buckets.Select(bucket => StoredRows.Fence(Users.In(new Bucket(bucket)), DateTimeOffset.UnixEpoch))];
}
