using Azure;
using Azure.Data.Tables;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Runs;

/// <summary>
/// Runs and the lease of whoever sweeps, as small rows beside the clean-up's cursor, in a partition of their own. Reads throw
/// <see cref="IdentityStoreException"/> when storage gives no answer. Conditional writes are on ETags; null means that this one did not
/// certainly succeed, so that whoever asked must stop.
/// </summary>
public sealed partial class RunTable(IdentityTable table, TimeProvider clock, ILogger<RunTable> logger)
{
    // The partition of the cursor: everything about the clean-up, and nothing about users.
    private const string Partition = "clean-up";
    private const string LeaseRow = "lease";
    private const string Until = nameof(Until);

    public async Task<Run?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(RunRows.RowKey(id), cancellationToken) is { } entity ? RunRows.ToRun(entity) : null;

    /// <summary>All runs that are kept, oldest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(CancellationToken cancellationToken) => [.. (await ListRowsAsync(cancellationToken)).Select(RunRows.ToRun)];

    /// <summary>Records a run that was asked for; its id is new, so a conflict is with our own first attempt.</summary>
    public async Task<bool> AddAsync(Run run, CancellationToken cancellationToken) =>
        await WriteAsync(() => table.Repeated.UpsertEntityAsync(RunRows.ToEntity(Partition, run), TableUpdateMode.Replace, cancellationToken), cancellationToken) is not null;

    public async Task<Run?> UpdateAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var updated = run with { UpdatedOn = clock.GetUtcNow() };
        var etag = await WriteAsync(
            () => table.Repeated.UpdateEntityAsync(RunRows.ToEntity(Partition, updated), run.ETag, TableUpdateMode.Replace, cancellationToken), cancellationToken);
        return etag is null ? null : updated with { ETag = etag.Value };
    }

    public async Task RemoveAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await WriteAsync(() => table.Repeated.DeleteEntityAsync(Partition, RunRows.RowKey(run.Id), run.ETag, cancellationToken), cancellationToken);
    }

    /// <summary>The lease, if nobody holds it.</summary>
    public async Task<RunLease?> TakeLeaseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var held = await FindAsync(LeaseRow, cancellationToken);
        if (held?.GetDateTimeOffset(Until) > clock.GetUtcNow())
        {
            return null;
        }

        return await WriteLeaseAsync(held?.ETag, clock.GetUtcNow() + time, cancellationToken);
    }

    /// <summary>The same lease for longer, or null where it may have been lost.</summary>
    public Task<RunLease?> ExtendAsync(RunLease lease, TimeSpan time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteLeaseAsync(lease.ETag, clock.GetUtcNow() + time, cancellationToken);
    }

    /// <summary>Gives the lease up; one that has passed to another stays with that one.</summary>
    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteLeaseAsync(lease.ETag, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<RunLease?> WriteLeaseAsync(ETag? read, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, LeaseRow) { [Until] = until };
        var etag = await WriteAsync(
            () => read is { } version
                ? table.Repeated.UpdateEntityAsync(entity, version, TableUpdateMode.Replace, cancellationToken)
                : table.Repeated.AddEntityAsync(entity, cancellationToken),
            cancellationToken);
        return etag is null ? null : new RunLease(etag.Value);
    }

    private async Task<IReadOnlyList<TableEntity>> ListRowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {RunRows.First} and RowKey lt {RunRows.End}");
            return await table.Repeated.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw TableAnswer.Unreadable(exception);
        }
    }

    private async Task<TableEntity?> FindAsync(string rowKey, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Repeated.GetEntityAsync<TableEntity>(Partition, rowKey, cancellationToken: cancellationToken);
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

    private async Task<ETag?> WriteAsync(Func<Task<Response>> send, CancellationToken cancellationToken)
    {
        try
        {
            return (await send()).Headers.ETag ?? default(ETag);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (exception is not RequestFailedException refused || !TableAnswer.IsConditionFailure(refused))
            {
                Log.WriteUnconfirmed(logger, exception);
            }

            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Warning, "A write to the row of a run or of its lease was not confirmed")]
        public static partial void WriteUnconfirmed(ILogger logger, Exception exception);
    }
}
