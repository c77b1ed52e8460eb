using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>What a column answers in the table of columns is what happens to it.</summary>
public sealed class IdentityColumnsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly UserRow Full = StoredRows.Mapped(Users.New(), "8:acs:one", Noon) with { TokensValidFrom = Noon, FencedOn = Noon };

    public static TheoryData<string> UserColumns => [.. IdentityColumns.UserColumns.Select(column => column.Name)];

    [Theory]
    [MemberData(nameof(UserColumns))]
    public void A_fence_keeps_what_its_column_says(string name)
    {
        var column = Column(name);
        var row = column.With(Full, Some(column));

        var fence = row.ToFence(Noon.AddDays(1));

        Assert.Equal(column == IdentityColumns.FencedOn ? Noon.AddDays(1) : column.OnFence == OnFence.Cleared ? null : Some(column), column.Get(fence));
        Assert.False(fence.IsMapped);
    }

    [Theory]
    [MemberData(nameof(UserColumns))]
    public void A_remembered_identity_is_confirmed_by_the_columns_that_say_so(string name)
    {
        var column = Column(name);
        var known = CachedIdentity.Of(Full);

        var isConfirmed = known.IsConfirmedBy(column.With(Full, Some(column)));

        Assert.True(known.IsConfirmedBy(Full));
        Assert.Equal(!column.IsConfirmed, isConfirmed);
    }

    private static UserColumn Column(string name) => IdentityColumns.UserColumns.Single(column => column.Name == name);

    private static object Some(UserColumn column) => column.Type == ColumnType.Text ? "8:acs:other" : Noon.AddHours(7);
}
