using AcsFunctions.Acs;
using CsCheck;

namespace AcsFunctions.Tests.Acs;

public sealed class QuotaShareTests
{
    [Theory]
    [InlineData(1000, 0, new int[0], 1000)] // alone: all
    [InlineData(1000, 2000, new[] { 2000 }, 500)]
    [InlineData(1000, 2000, new[] { 100 }, 900)] // who asks for less leaves the rest
    [InlineData(1000, 100, new[] { 2000 }, 100)]
    [InlineData(1000, 2000, new[] { 2000, 2000, 100 }, 300)]
    [InlineData(1000, 100, new[] { 100 }, 500)] // what nobody asks for, for who asks next
    [InlineData(1, 5, new[] { 5, 5 }, 0)]
    public void Each_gets_what_it_asks_for_or_an_equal_part(int quota, int own, int[] others, int share) =>
        Assert.Equal(share, QuotaShare.Of(quota, own, others));

    [Fact]
    public void Shares_never_exceed_the_quota_together_and_who_asks_for_more_never_gets_less() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[0, 3_000].Array[1, 12]).Sample((quota, demands) =>
        {
            var shares = demands.Select((own, i) => QuotaShare.Of(quota, own, demands.Where((_, other) => other != i))).ToArray();

            Assert.True(shares.Sum() <= quota);
            // An uneven division leaves less than one call for each.
            Assert.True(shares.Sum() >= quota - (2 * demands.Length));
            foreach (var (demand, share) in demands.Zip(shares))
            {
                Assert.All(demands.Zip(shares).Where(other => other.First >= demand), other => Assert.True(other.Second >= share));
            }
        });
}
