using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

public sealed class BucketRangeTests
{
    // What else lies in the table: an index row's partition, the clean-up's and jobs', and the quotas'.
    private static readonly string[] Others = ["acs-00", "acs-7f", "acs-ff", "clean-up", "index", "quota"];

    [Fact]
    public void Nothing_but_buckets_lies_in_a_range()
    {
        for (var first = 0; first < Bucket.Count; first++)
        {
            for (var atMost = 1; atMost <= Bucket.Count; atMost++)
            {
                var range = BucketRange.From(new Bucket((byte)first), atMost);

                Assert.InRange(range.Count, 1, atMost);
                Assert.Equal((byte)(first + range.Count - 1), range.Last.Number);
                Assert.DoesNotContain(Others, other => IsBetween(range.First.PartitionKey, other, range.Last.PartitionKey));
                Assert.All(range.Each(), bucket => Assert.True(IsBetween(range.First.PartitionKey, bucket.PartitionKey, range.Last.PartitionKey)));
            }
        }
    }

    [Fact]
    public void Ranges_one_after_the_other_are_all_buckets_in_three()
    {
        var ranges = new List<BucketRange>();
        for (var next = 0; next < Bucket.Count; next += ranges[^1].Count)
        {
            ranges.Add(BucketRange.From(new Bucket((byte)next), Bucket.Count));
        }

        Assert.Equal(["00 to ac", "ad to cf", "d0 to ff"], ranges.Select(range => range.ToString()));
    }

    private static bool IsBetween(string low, string key, string high) => string.CompareOrdinal(low, key) <= 0 && string.CompareOrdinal(key, high) <= 0;
}
