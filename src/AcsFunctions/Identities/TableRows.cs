using Azure;
using Azure.Data.Tables;

namespace AcsFunctions.Identities;

/// <summary>Rows as table entities and back: the only place that names columns.</summary>
internal static class TableRows
{
    public const string CommunicationUserId = nameof(CommunicationUserId);
    public const string CreatedOn = nameof(CreatedOn);
    public const string LastTokenOn = nameof(LastTokenOn);
    public const string TokensValidFrom = nameof(TokensValidFrom);
    public const string FencedOn = nameof(FencedOn);
    public const string UserId = nameof(UserId);
    public const string RetiredOn = nameof(RetiredOn);
    public const string RequestedOn = nameof(RequestedOn);
    public const string Reason = nameof(Reason);

    /// <summary>All that a row may hold, for queries: neither the timestamp that storage adds, nor what somebody else may have written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), CommunicationUserId, CreatedOn, LastTokenOn, TokensValidFrom, FencedOn, UserId, RetiredOn, RequestedOn, Reason];

    public static TableEntity ToEntity(StoredRow row)
    {
        var entity = new TableEntity(row.Key.Bucket.PartitionKey, row.RowKey) { ETag = row.ETag };
        switch (row)
        {
            case UserRow user:
                Set(entity, CommunicationUserId, user.CommunicationUserId);
                Set(entity, CreatedOn, user.CreatedOn);
                Set(entity, LastTokenOn, user.LastTokenOn);
                Set(entity, TokensValidFrom, user.TokensValidFrom);
                Set(entity, FencedOn, user.FencedOn);
                Set(entity, UserId, user.UserId);
                break;
            case RetiredRow retired:
                entity[CommunicationUserId] = retired.CommunicationUserId;
                entity[RetiredOn] = retired.Since;
                entity[Reason] = retired.Reason.ToString();
                break;
            case RevokingRow revoking:
                entity[CommunicationUserId] = revoking.CommunicationUserId;
                entity[RequestedOn] = revoking.Since;
                break;
        }

        return entity;
    }

    public static UserRow ToUserRow(TableEntity entity) => new()
    {
        Key = UserKey.FromRowKey(entity.RowKey),
        ETag = ETagOf(entity),
        CommunicationUserId = entity.GetString(CommunicationUserId),
        CreatedOn = entity.GetDateTimeOffset(CreatedOn),
        LastTokenOn = entity.GetDateTimeOffset(LastTokenOn),
        TokensValidFrom = entity.GetDateTimeOffset(TokensValidFrom),
        FencedOn = entity.GetDateTimeOffset(FencedOn),
        UserId = entity.GetString(UserId),
    };

    public static UnfinishedRow ToUnfinishedRow(TableEntity entity)
    {
        var key = UserKey.FromRowKey(entity.RowKey);
        return entity.RowKey == key.RevokingRowKey
            ? new RevokingRow
            {
                Key = key,
                ETag = ETagOf(entity),
                CommunicationUserId = Required(entity.GetString(CommunicationUserId)),
                Since = entity.GetDateTimeOffset(RequestedOn) ?? default,
            }
            : new RetiredRow
            {
                Key = key,
                ETag = ETagOf(entity),
                CommunicationUserId = Required(entity.GetString(CommunicationUserId)),
                Since = entity.GetDateTimeOffset(RetiredOn) ?? default,
                // A reason that a later version writes must not stop the deletion.
                Reason = Enum.TryParse<RetirementReason>(entity.GetString(Reason), out var reason) ? reason : RetirementReason.Deleted,
            };
    }

    // Without one, a conditional write would be an unconditional one.
    private static ETag ETagOf(TableEntity entity) => entity.ETag == default ? throw new FormatException("A row of the identity table came without its ETag.") : entity.ETag;

    private static string Required(string? value) => value ?? throw new FormatException("A row of the identity table lacks its identity.");

    private static void Set(TableEntity entity, string column, object? value)
    {
        if (value is not null)
        {
            entity[column] = value;
        }
    }
}
