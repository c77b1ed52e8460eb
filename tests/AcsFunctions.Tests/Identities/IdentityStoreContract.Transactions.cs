using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

public abstract partial class IdentityStoreContract
{
    [Fact]
    public async Task A_transaction_changes_all_its_rows()
    {
        var user = Users.New();
        var row = await StoredAsync(StoredRows.Mapped(user, "8:acs:one", Noon));
        var retired = StoredRows.PendingDeletion(user, "8:acs:one", Noon, DeletionReason.Stale);

        var outcome = await CommitAsync(new RowChange.Replace(row.ToFence(Noon)), new RowChange.Insert(retired));

        Assert.Equal(WriteOutcome.Done, outcome);
        Assert.False((await ReadAsync(row)).IsMapped);
        Assert.Equal(retired, Assert.Single(await Store.ListPendingAsync(row.Key, Token)) with { ETag = default });
    }

    [Theory]
    [InlineData("insert of a row that exists")]
    [InlineData("merge with an old ETag")]
    [InlineData("replace with an old ETag")]
    [InlineData("remove with an old ETag")]
    [InlineData("remove of a row that is gone")]
    public async Task A_transaction_with_a_failing_step_changes_nothing(string step)
    {
        var user = Users.New();
        var old = await StoredAsync(StoredRows.Mapped(user, "8:acs:one", Noon));
        await CommitAsync(new RowChange.Replace(old));
        var row = await ReadAsync(old);
        var existing = StoredRows.PendingDeletion(user, "8:acs:zero", Noon);
        await CommitAsync(new RowChange.Insert(existing));
        RowChange failing = step switch
        {
            "insert of a row that exists" => new RowChange.Insert(existing),
            "merge with an old ETag" => new RowChange.Merge(old with { TokensValidFrom = Noon }),
            "replace with an old ETag" => new RowChange.Replace(old.ToFence(Noon)),
            "remove with an old ETag" => new RowChange.Remove(old),
            _ => new RowChange.Remove(StoredRows.PendingDeletion(user, "8:acs:gone", Noon) with { ETag = row.ETag }),
        };

        var outcome = await CommitAsync(new RowChange.Upsert(StoredRows.PendingRevocation(user, "8:acs:one", Noon)), failing);

        Assert.Equal(WriteOutcome.Conflict, outcome);
        Assert.Equal(row, await ReadAsync(row));
        Assert.Equal(existing, Assert.Single(await Store.ListPendingAsync(row.Key, Token)) with { ETag = default });
    }
}
