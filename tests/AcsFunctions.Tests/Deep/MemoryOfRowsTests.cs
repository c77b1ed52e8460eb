using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Deep;

/// <summary>Runs where it is asked for (<c>--explicit only</c>): it takes half a minute.</summary>
public sealed class MemoryOfRowsTests
{
    [Fact(Explicit = true)]
    public async Task Two_million_rows_take_less_than_a_gigabyte()
    {
        const int Rows = 2_000_000;
        var store = new InMemoryIdentityStore();
        for (var number = 0; number < Rows; number++)
        {
            var row = StoredRows.Mapped(Users.Named($"test|{number}"), $"8:acs:in-memory_{number}", new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)) with { UserId = null };
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Once, TestContext.Current.CancellationToken);
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true);

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / Rows} bytes a row");
        Assert.Equal(Rows, store.Count);
        Assert.True(bytes < 1_000_000_000, $"{bytes:n0} bytes");
    }
}
