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

    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) =>
        await ReadAsync(key.Bucket.PartitionKey, key.UserRowKey, TableRows.ToUserRow, cancellationToken);

    public async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        var retired = TableClient.CreateQueryFilter(
            $"PartitionKey eq {key.Bucket.PartitionKey} and RowKey ge {key.RetiredRowKeyPrefix} and RowKey lt {key.RetiredRowKeyEnd}");
        var rows = new List<UnfinishedRow>();
        await foreach (var row in QueryAsync(retired, TableRows.ToUnfinishedRow, IfMalformed.Fail, cancellationToken))
        {
            rows.Add(row);
        }

        if (await ReadAsync(key.Bucket.PartitionKey, key.RevokingRowKey, TableRows.ToUnfinishedRow, cancellationToken) is { } revoking)
        {
            rows.Add(revoking);
        }

        return rows;
    }

    // "retired-…" and "revoking-…" are all that lies between r and s.
    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {bucket.PartitionKey} and RowKey ge {"r"} and RowKey lt {"s"}"),
        TableRows.ToUnfinishedRow,
        IfMalformed.Skip,
        cancellationToken);

    // A comparison with a column that a row lacks is false, so fences drop out here and mapped rows below.
    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {bucket.PartitionKey} and RowKey ge {"user-"} and RowKey lt {"user."} and LastTokenOn lt {lastTokenBefore}"),
        TableRows.ToUserRow,
        IfMalformed.Skip,
        cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {bucket.PartitionKey} and RowKey ge {"user-"} and RowKey lt {"user."} and FencedOn lt {fencedBefore}"),
        TableRows.ToUserRow,
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
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.WriteUnconfirmed(logger, exception);
            return WriteOutcome.Unknown;
        }
    }

    private async Task<T?> ReadAsync<T>(string partitionKey, string rowKey, Func<TableEntity, T> map, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return map(await table.Repeated.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken));
        }
        catch (RequestFailedException exception) when (TableAnswer.IsAbsence(exception))
        {
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TableAnswer.Unreadable(exception);
        }
    }

    private async IAsyncEnumerable<T> QueryAsync<T>(
        string filter, Func<TableEntity, T> map, IfMalformed ifMalformed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = table.Repeated.QueryAsync<TableEntity>(filter, select: TableRows.Columns, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw TableAnswer.Unreadable(exception);
            }

            T row;
            try
            {
                row = map(rows.Current);
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                Log.MalformedRow(logger, rows.Current.PartitionKey, rows.Current.RowKey);
                if (ifMalformed == IfMalformed.Skip)
                {
                    continue;
                }

                throw TableAnswer.Unreadable(exception);
            }

            yield return row;
        }
    }

    // One odd row must not hide a bucket's others from the timer; a user's promises are known in full or not at all.
    private enum IfMalformed
    {
        Fail,
        Skip,
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "A write to the identity table was not confirmed")]
        public static partial void WriteUnconfirmed(ILogger logger, Exception exception);

        [LoggerMessage(1102, LogLevel.Error, "Row {RowKey} in partition {PartitionKey} of the identity table is not one that this service writes")]
        public static partial void MalformedRow(ILogger logger, string partitionKey, string rowKey);
    }
}
