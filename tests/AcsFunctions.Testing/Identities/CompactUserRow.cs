using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>A stored user's row, small enough for millions: about 200 bytes and its strings. Columns are those of the table of columns.</summary>
internal sealed class CompactUserRow
{
    private const long Unset = long.MinValue;

    private static readonly UserColumn[] Texts = [.. IdentityColumns.UserColumns.Where(column => column.Type == ColumnType.Text)];
    private static readonly UserColumn[] Instants = [.. IdentityColumns.UserColumns.Where(column => column.Type == ColumnType.Instant)];
    private static readonly int Identity = Array.IndexOf(Texts, IdentityColumns.CommunicationUserId);
    private static readonly int LastToken = Array.IndexOf(Instants, IdentityColumns.LastTokenOn);
    private static readonly int Created = Array.IndexOf(Instants, IdentityColumns.CreatedOn);
    private static readonly int Deleted = Array.IndexOf(Instants, IdentityColumns.DeleteOn);
    private static readonly int Fenced = Array.IndexOf(Instants, IdentityColumns.FencedOn);

    private readonly long version;
    private readonly string?[] texts;
    private readonly long[] instants;

    public CompactUserRow(UserRow row, long version)
    {
        this.version = version;
        Hash = UserHash.Parse(row.Key.Hash);
        texts = Array.ConvertAll(Texts, column => (string?)column.Get(row));
        instants = Array.ConvertAll(Instants, column => column.Get(row) is DateTimeOffset instant ? instant.UtcTicks : Unset);
    }

    public UserHash Hash { get; }

    public bool IsMapped => texts[Identity] is not null;

    // As on the service, a comparison with a column that the row lacks is false.
    public bool HadLastTokenBefore(DateTimeOffset instant) => IsBefore(LastToken, instant);

    public bool IsDeletedBefore(DateTimeOffset instant) => IsBefore(Deleted, instant);

    public bool WasCreatedFrom(DateTimeOffset instant) => instants[Created] != Unset && instants[Created] >= instant.UtcTicks;

    public bool WasFencedBefore(DateTimeOffset instant) => IsBefore(Fenced, instant);

    public UserRow ToUserRow()
    {
        UserRow row = new() { Key = UserKey.FromRowKey("user-" + Hash), ETag = InMemoryIdentityStore.ToETag(version) };
        for (var column = 0; column < Texts.Length; column++)
        {
            row = texts[column] is { } text ? Texts[column].With(row, text) : row;
        }

        for (var column = 0; column < Instants.Length; column++)
        {
            row = instants[column] != Unset ? Instants[column].With(row, new DateTimeOffset(instants[column], TimeSpan.Zero)) : row;
        }

        return row;
    }

    private bool IsBefore(int column, DateTimeOffset instant) => instants[column] != Unset && instants[column] < instant.UtcTicks;
}
