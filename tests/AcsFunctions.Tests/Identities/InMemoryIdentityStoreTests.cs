using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

public sealed class InMemoryIdentityStoreTests : IdentityStoreContract
{
    protected override IIdentityStore Store { get; } = new InMemoryIdentityStore();

    /// <summary>Takes half a minute: run with <c>--explicit on</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Two_million_rows_take_less_than_a_gigabyte()
    {
        const int Rows = 2_000_000;
        var store = new InMemoryIdentityStore();
        for (var number = 0; number < Rows; number++)
        {
            var row = StoredRows.Mapped(Users.Named($"test|{number}"), $"8:acs:in-memory_{number}", Noon) with { UserId = null };
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Once, Token);
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true);

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / Rows} bytes a row");
        Assert.Equal(Rows, store.Count);
        Assert.True(bytes < 1_000_000_000, $"{bytes:n0} bytes");
    }
}
