using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Identities;

/// <summary>The identity table on Azure Table Storage.</summary>
public sealed partial class TableIdentityStore(IdentityTable table, ILogger<TableIdentityStore> logger) : IIdentityStore
{
    private const string CursorPartition = "clean-up";
    private const string CursorRow = "cursor";
    private const string IndexWalkPartition = "index";
    private const string IndexWalkRow = "walk";

    // "retired-…" and "revoking-…" are all that lies between r and s.
    private static readonly string AnyPending = TableClient.CreateQueryFilter($"RowKey ge {"r"} and RowKey lt {"s"}");

    private static readonly string AnyUser = TableClient.CreateQueryFilter($"RowKey ge {"user-"} and RowKey lt {"user."}");

    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        ReadAsync(key.Bucket.PartitionKey, key.UserRowKey, TableRows.ToUserRow, cancellationToken);

    public Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        ReadAsync(IndexRow.PartitionKeyOf(IndexRow.PartOf(communicationUserId)), IndexRow.RowKeyOf(communicationUserId), TableRows.ToIndexRow, cancellationToken);

    public async Task<bool> HasUsersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pages = table.Repeated.QueryAsync<TableEntity>(AnyUser, maxPerPage: 1, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken);
            await foreach (var _ in pages)
            {
                return true;
            }

            return false;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw TableAnswer.Unreadable(exception);
        }
    }

    public async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        var deletion = TableClient.CreateQueryFilter(
            $"PartitionKey eq {key.Bucket.PartitionKey} and RowKey ge {key.PendingDeletionRowKeyPrefix} and RowKey lt {key.PendingDeletionRowKeyEnd}");
        var rows = new List<PendingAction>();
        await foreach (var row in QueryAsync(deletion, TableRows.ToPendingAction, IfMalformed.Fail, cancellationToken))
        {
            rows.Add(row);
        }

        if (await ReadAsync(key.Bucket.PartitionKey, key.PendingRevocationRowKey, TableRows.ToPendingAction, cancellationToken) is { } revocation)
        {
            rows.Add(revocation);
        }

        return rows;
    }

    public IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) => QueryAsync(
        $"{InPartitions(buckets, bucket => bucket.PartitionKey)} and {AnyPending}",
        TableRows.ToPendingAction,
        IfMalformed.Skip,
        cancellationToken);

    // A comparison with a column that a row lacks is false, so fences drop out here and mapped rows below.
    public IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        ListUsersAsync(buckets, $"({Before(IdentityColumns.LastTokenOn.Name, lastTokenBefore)} or {Before(IdentityColumns.DeleteOn.Name, deleteBefore)})", cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        ListUsersAsync(buckets, From(IdentityColumns.CreatedOn.Name, createdFrom), cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        ListUsersAsync(buckets, Before(IdentityColumns.FencedOn.Name, fencedBefore), cancellationToken);

    public IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) => QueryAsync(
        $"{InPartitions(buckets, bucket => bucket.PartitionKey)} and (({AnyPending}) or ({AnyUser} and {IdentityColumns.CommunicationUserId.Name} ge ''))",
        TableRows.ToRowWithIdentity,
        IfMalformed.FailAtEnd,
        cancellationToken);

    public IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) => QueryAsync(
        InPartitions(parts, IndexRow.PartitionKeyOf)
            + $" and {From(IdentityColumns.ReservedOn.Name, from)} and {Before(IdentityColumns.ReservedOn.Name, before)}",
        TableRows.ToIndexRow,
        IfMalformed.Skip,
        cancellationToken);

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var client = delivery == Delivery.Once ? table.Once : table.Repeated;
        return await WriteAsync(
            () => changes.Count == 1
                ? SendAsync(client, changes[0], cancellationToken)
                : client.SubmitTransactionAsync(changes.Select(ToAction), cancellationToken),
            cancellationToken);
    }

    public async Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) =>
        await ReadAsync(CursorPartition, CursorRow, ToCursor, cancellationToken) ?? CleanUpCursor.Start;

    public async Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        var entity = new TableEntity(CursorPartition, CursorRow)
        {
            [nameof(CleanUpCursor.Unfinished)] = (int)cursor.Unfinished,
            [nameof(CleanUpCursor.Stale)] = (int)cursor.Stale,
        };
        return await WriteAsync(() => table.Repeated.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken), cancellationToken);
    }

    public Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) =>
        ReadAsync(IndexWalkPartition, IndexWalkRow, ToIndexWalk, cancellationToken);

    public async Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(walk);
        var entity = new TableEntity(IndexWalkPartition, IndexWalkRow)
        {
            [nameof(IndexWalk.Next)] = (int)walk.Next,
            [nameof(IndexWalk.StartedOn)] = walk.StartedOn,
            [nameof(IndexWalk.CompletedFrom)] = walk.CompletedFrom,
        };
        return await WriteAsync(() => table.Repeated.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken), cancellationToken);
    }

    private IAsyncEnumerable<UserRow> ListUsersAsync(BucketRange buckets, string condition, CancellationToken cancellationToken) => QueryAsync(
        InPartitions(buckets, bucket => bucket.PartitionKey) + $" and {AnyUser} and {condition}",
        TableRows.ToUserRow,
        IfMalformed.Skip,
        cancellationToken);

    private static string InPartitions(BucketRange range, Func<Bucket, string> partitionKeyOf) => range.Count == 1
        ? TableClient.CreateQueryFilter($"PartitionKey eq {partitionKeyOf(range.First)}")
        : TableClient.CreateQueryFilter($"PartitionKey ge {partitionKeyOf(range.First)} and PartitionKey le {partitionKeyOf(range.Last)}");

    private static string Before(string column, DateTimeOffset instant) => $"{column} lt " + TableClient.CreateQueryFilter($"{instant}");

    private static string From(string column, DateTimeOffset instant) => $"{column} ge " + TableClient.CreateQueryFilter($"{instant}");

    private static IndexWalk ToIndexWalk(TableEntity entity) => new(
        At(entity, nameof(IndexWalk.Next)), entity.GetDateTimeOffset(nameof(IndexWalk.StartedOn)), entity.GetDateTimeOffset(nameof(IndexWalk.CompletedFrom)));

    private static CleanUpCursor ToCursor(TableEntity entity) =>
        new(At(entity, nameof(CleanUpCursor.Unfinished)), At(entity, nameof(CleanUpCursor.Stale)));

    private static byte At(TableEntity entity, string column) => (byte)((entity.GetInt32(column) ?? 0) % Bucket.Count);

    private static async Task SendAsync(TableClient client, RowChange change, CancellationToken cancellationToken)
    {
        var entity = TableRows.ToEntity(change.Row);
        await (change switch
        {
            RowChange.Insert => client.AddEntityAsync(entity, cancellationToken),
            RowChange.Upsert => client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken),
            RowChange.Merge => client.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Merge, cancellationToken),
            RowChange.Replace => client.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken),
            RowChange.Remove => RemoveAsync(client, entity, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        });
    }

    // The client library takes every 404 for done. That of a row is, that of a table says nothing about the row.
    private static async Task RemoveAsync(TableClient client, TableEntity entity, CancellationToken cancellationToken)
    {
        var response = await client.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, entity.ETag, cancellationToken);
        var answer = response.Status == 404 ? response.Content.ToString() : null;
        if (answer is not null && !TableAnswer.NamesAbsence(answer))
        {
            throw new RequestFailedException(response);
        }
    }

    private static TableTransactionAction ToAction(RowChange change) => new(
        change switch
        {
            RowChange.Insert => TableTransactionActionType.Add,
            RowChange.Upsert => TableTransactionActionType.UpsertReplace,
            RowChange.Merge => TableTransactionActionType.UpdateMerge,
            RowChange.Replace => TableTransactionActionType.UpdateReplace,
            RowChange.Remove => TableTransactionActionType.Delete,
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        },
        TableRows.ToEntity(change.Row),
        change.Row.ETag);

    private async Task<WriteOutcome> WriteAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await send();
            return WriteOutcome.Done;
        }
        catch (RequestFailedException exception) when (TableAnswer.IsConditionFailure(exception))
        {
            return WriteOutcome.Conflict;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            Log.WriteUnconfirmed(logger, exception);
            return WriteOutcome.Unknown;
        }
    }

    private async Task<T?> ReadAsync<T>(string partitionKey, string rowKey, Func<TableEntity, T> map, CancellationToken cancellationToken)
        where T : class
    {
        TableEntity entity;
        try
        {
            entity = await table.Repeated.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (TableAnswer.IsAbsence(exception))
        {
            return null;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw TableAnswer.Unreadable(exception);
        }

        return Map(entity, map);
    }

    private async IAsyncEnumerable<T> QueryAsync<T>(
        string filter, Func<TableEntity, T> map, IfMalformed ifMalformed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IdentityStoreException? malformed = null;
        await using var rows = table.Repeated.QueryAsync<TableEntity>(filter, select: TableRows.Columns, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception exception)
            {
                CancelledCall.ThrowIfCancelled(exception, cancellationToken);
                throw TableAnswer.Unreadable(exception);
            }

            T row;
            try
            {
                row = Map(rows.Current, map);
            }
            catch (IdentityStoreException exception) when (ifMalformed != IfMalformed.Fail)
            {
                malformed = exception;
                continue;
            }

            yield return row;
        }

        if (malformed is not null && ifMalformed == IfMalformed.FailAtEnd)
        {
            throw malformed;
        }
    }

    private T Map<T>(TableEntity entity, Func<TableEntity, T> map)
    {
        try
        {
            return map(entity);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            Log.MalformedRow(logger, entity.PartitionKey, entity.RowKey);
            throw TableAnswer.Malformed(exception);
        }
    }

    // One odd row must not hide a bucket's others from the timer; a user's pending actions are known in full or not at all; and whoever goes
    // through all identities must learn that these were not all.
    private enum IfMalformed
    {
        Fail,
        Skip,
        FailAtEnd,
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "A write to the identity table was not confirmed")]
        public static partial void WriteUnconfirmed(ILogger logger, Exception exception);

        [LoggerMessage(1102, LogLevel.Error, "Row {RowKey} in partition {PartitionKey} of the identity table is not one that this service writes")]
        public static partial void MalformedRow(ILogger logger, string partitionKey, string rowKey);
    }
}
