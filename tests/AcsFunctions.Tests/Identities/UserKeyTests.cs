using AcsFunctions.Identities;
using AcsFunctions.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>Keys as data: changing one loses every user.</summary>
public sealed class UserKeyTests
{
    // printf 'entra|alice' | sha256sum
    private const string Alice = "e8b7dbb2e5df83a5f1fa641e6f83583ff01ea95350484fe6f6a003cdce832905";

    [Fact]
    public void Keys_are_what_they_always_were()
    {
        var key = UserKey.Of(Users.Named("entra|alice"));

        Assert.Equal(Alice, key.Hash);
        Assert.Equal(Alice[..2], key.Bucket.PartitionKey);
        Assert.Equal($"user-{Alice}", key.UserRowKey);
        Assert.Equal($"revoking-{Alice}", key.PendingRevocationRowKey);
        Assert.Equal($"retired-{Alice}-8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000007-0464", key.PendingDeletionRowKey("8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000007-0464"));
    }

    [Theory]
    [MemberData(nameof(HostileIds.All), MemberType = typeof(HostileIds))]
    public void No_id_makes_a_key_that_storage_refuses_or_that_is_out_of_its_users_range(string id)
    {
        var key = UserKey.Of(Users.Named(id));

        var rowKey = key.PendingDeletionRowKey(id);

        Assert.DoesNotContain(rowKey, character => character is '/' or '\\' or '#' or '?' or '\'' || char.IsControl(character) || !char.IsAscii(character));
        Assert.True(string.CompareOrdinal(rowKey, key.PendingDeletionRowKeyPrefix) >= 0);
        Assert.True(string.CompareOrdinal(rowKey, key.PendingDeletionRowKeyEnd) < 0);
    }

    [Fact]
    public void Different_identities_have_different_keys()
    {
        var key = UserKey.Of(Users.New());
        string[] ids = ["~0041", "A", "~~0041", "~A", "a", "/", "~002f"];

        Assert.Equal(ids.Length, ids.Select(key.PendingDeletionRowKey).Distinct(StringComparer.OrdinalIgnoreCase).Count() + 1);
        Assert.Equal(ids.Length, ids.Select(key.PendingDeletionRowKey).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_row_tells_whose_it_is()
    {
        var key = UserKey.Of(Users.New());

        Assert.Equal(key, UserKey.FromRowKey(key.UserRowKey));
        Assert.Equal(key, UserKey.FromRowKey(key.PendingRevocationRowKey));
        Assert.Equal(key, UserKey.FromRowKey(key.PendingDeletionRowKey("8:acs:one")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("user-")]
    [InlineData("user-0123")]
    [InlineData("user-ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void A_foreign_row_key_is_no_ones(string rowKey) => Assert.Throws<FormatException>(() => UserKey.FromRowKey(rowKey));

    [Fact]
    public void There_are_256_buckets()
    {
        Assert.Equal("00", new Bucket(0).PartitionKey);
        Assert.Equal("ff", new Bucket(255).PartitionKey);
        Assert.Equal(new Bucket(171), Bucket.Parse("ab"));
    }
}
