using System.Reflection;
using AcsFunctions.Identities;
using AcsFunctions.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>Every property of every row, through every write, read and list: a column that is forgotten anywhere is missed here.</summary>
public abstract partial class IdentityStoreContract
{
    [Theory]
    [InlineData("insert")]
    [InlineData("upsert")]
    [InlineData("merge")]
    [InlineData("replace")]
    public async Task All_of_a_users_row_is_kept_and_read_and_listed(string write)
    {
        var row = Full<UserRow>();

        await WriteAsync(write, row, new UserRow { Key = row.Key });

        AssertSame(row, await ReadAsync(row));
        AssertSame(row, Assert.Single(await Store.ListMappedAsync(row.Key.Bucket, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token)));
        AssertSame(row, Assert.Single(await Store.ListMappedAsync(row.Key.Bucket, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, Token).ToListAsync(Token)));
        AssertSame(row, Assert.Single(await Store.ListMappedSinceAsync(row.Key.Bucket, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token)));
        AssertSame(row, Assert.Single(await Store.ListFencesAsync(row.Key.Bucket, DateTimeOffset.MaxValue, Token).ToListAsync(Token)));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("upsert")]
    [InlineData("merge")]
    [InlineData("replace")]
    public async Task All_of_a_pending_action_is_kept_and_listed(string write)
    {
        foreach (PendingAction row in new PendingAction[] { Full<PendingDeletion>(), Full<PendingRevocation>() })
        {
            PendingAction before = row is PendingDeletion retired
                ? retired with { Since = Noon.AddDays(-1), Reason = DeletionReason.Deleted }
                : row with { CommunicationUserId = "8:acs:before", Since = Noon.AddDays(-1) };

            await WriteAsync(write, row, before);

            var listed = Assert.Single(await Store.ListPendingAsync(row.Key, Token));
            AssertSame(row, listed);
            AssertSame(row, Assert.Single(await Store.ListPendingAsync(row.Key.Bucket, Token).ToListAsync(Token)));
            // The next user may be of the same bucket.
            Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(listed)));
        }
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("upsert")]
    [InlineData("merge")]
    [InlineData("replace")]
    public async Task All_of_an_index_row_is_kept_and_read_and_listed(string write)
    {
        var row = Full<IndexRow>();

        await WriteAsync(write, row, new IndexRow { Key = UserKey.Of(Users.New()), CommunicationUserId = row.CommunicationUserId, ReservedOn = Noon.AddDays(-1) });

        AssertSame(row, await Store.ReadIndexAsync(row.CommunicationUserId, Token));
        AssertSame(row, Assert.Single(await Store.ListIndexAsync(IndexRow.PartOf(row.CommunicationUserId), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, Token).ToListAsync(Token)));
    }

    [Fact]
    public void Every_kind_of_row_is_taken_through_the_store()
    {
        Type[] taken = [typeof(UserRow), typeof(PendingDeletion), typeof(PendingRevocation), typeof(IndexRow)];

        Assert.Equal(
            typeof(StoredRow).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StoredRow)) && !type.IsAbstract).ToHashSet(),
            taken.ToHashSet());
        Assert.Equal(taken.ToHashSet(), IdentityColumns.Kinds.Select(kind => kind.RowType).ToHashSet());
    }

    /// <summary>A row with a value of its own in every property, written by no list of ours but by reflection.</summary>
    private static TRow Full<TRow>()
        where TRow : StoredRow
    {
        var row = (TRow)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(TRow));
        var number = 0;
        foreach (var property in typeof(TRow).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite && property.Name != nameof(StoredRow.ETag)))
        {
            number++;
            object value = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
            {
                var type when type == typeof(UserKey) => UserKey.Of(Users.New()),
                var type when type == typeof(string) => $"8:acs:value-{number}",
                var type when type == typeof(DateTimeOffset) => Noon.AddHours(number),
                var type when type == typeof(DeletionReason) => DeletionReason.WoundDown,
                var type => throw new InvalidOperationException($"A column of type {type} is new to the contract of stores."),
            };
            property.SetValue(row, value);
        }

        return row;
    }

    /// <summary>Names the property that was forgotten.</summary>
    private static void AssertSame(StoredRow written, StoredRow? read)
    {
        Assert.IsType(written.GetType(), read);
        foreach (var property in written.GetType().GetProperties().Where(property => property.Name != nameof(StoredRow.ETag)))
        {
            Assert.True(Equals(property.GetValue(written), property.GetValue(read)), $"{written.GetType().Name}.{property.Name} was {property.GetValue(written)} and is now {property.GetValue(read)}.");
        }
    }

    private async Task WriteAsync(string write, StoredRow row, StoredRow before)
    {
        if (write is "merge" or "replace")
        {
            Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Insert(before)));
            row = row with { ETag = Azure.ETag.All };
        }

        Assert.Equal(WriteOutcome.Done, await CommitAsync(write switch
        {
            "insert" => new RowChange.Insert(row),
            "upsert" => new RowChange.Upsert(row),
            "merge" => new RowChange.Merge(row),
            _ => new RowChange.Replace(row),
        }));
    }
}
