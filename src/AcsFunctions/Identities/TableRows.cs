using Azure.Data.Tables;

namespace AcsFunctions.Identities;

/// <summary>Rows as table entities and back, by the table of columns.</summary>
internal static class TableRows
{
    /// <summary>All that a row may hold, for queries: neither the timestamp that storage adds, nor what somebody else may have written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), .. IdentityColumns.Kinds.SelectMany(kind => kind.ColumnNames).Distinct()];

    public static TableEntity ToEntity(StoredRow row)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey) { ETag = row.ETag };
        foreach (var (name, value) in RowKind.Of(row).Values(row))
        {
            entity[name] = value;
        }

        return entity;
    }

    public static UserRow ToUserRow(TableEntity entity) => Read(IdentityColumns.User, UserKey.FromRowKey(entity.RowKey), entity) switch
    {
        // Every mapped row has both. Where somebody wrote one by hand and left one out, the next touch writes it.
        { CommunicationUserId: not null, CreatedOn: null, LastTokenOn: null } => throw new FormatException("A mapped row of the identity table does not say when it was created."),
        { CommunicationUserId: not null, CreatedOn: null } row => row with { CreatedOn = row.LastTokenOn },
        { CommunicationUserId: not null, LastTokenOn: null } row => row with { LastTokenOn = row.CreatedOn },
        var row => row,
    };

    public static PendingAction ToPendingAction(TableEntity entity)
    {
        var key = UserKey.FromRowKey(entity.RowKey);
        return entity.RowKey == key.PendingRevocationRowKey ? Read(IdentityColumns.PendingRevocation, key, entity) : Read(IdentityColumns.PendingDeletion, key, entity);
    }

    /// <summary>A user's row or a pending action.</summary>
    public static StoredRow ToRowWithIdentity(TableEntity entity) =>
        entity.RowKey.StartsWith(UserKey.UserRowKeyPrefix, StringComparison.Ordinal) ? ToUserRow(entity) : ToPendingAction(entity);

    public static IndexRow ToIndexRow(TableEntity entity) => Read(IdentityColumns.Index, default, entity);

    private static TRow Read<TRow>(RowColumns<TRow> kind, UserKey key, TableEntity entity)
        where TRow : StoredRow => kind.Read(
            key,
            // Without one, a conditional write would be an unconditional one.
            entity.ETag == default ? throw new FormatException("A row of the identity table came without its ETag.") : entity.ETag,
            column => column.Type == ColumnType.Text ? entity.GetString(column.Name) : Bounded(entity.GetDateTimeOffset(column.Name)));

    private static DateTimeOffset? Bounded(DateTimeOffset? instant) => instant?.Year == DateTimeOffset.MaxValue.Year ? StoredRow.LatestInstant : instant;
}
