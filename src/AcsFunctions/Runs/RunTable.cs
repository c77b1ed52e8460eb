using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Runs;

/// <summary>
/// Runs and the lease of whoever sweeps, as small rows beside the clean-up's cursor, in a partition of their own. Reads throw
/// <see cref="IdentityStoreException"/> when storage gives no answer, and pass over rows of runs that another version wrote. Conditional writes are on ETags; null means that this one did not
/// certainly succeed, so that whoever asked must stop.
/// </summary>
public sealed partial class RunTable(IdentityTable table, TimeProvider clock, ILogger<RunTable> logger)
{
    // The partition of the cursor: everything about the clean-up, and nothing about users.
    private const string Partition = "clean-up";
    private const string LeaseRow = "lease";
    private const string Until = nameof(Until);
    private const string Claim = nameof(Claim);

    public async Task<Run?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(RunRows.RowKey(id), cancellationToken) is { } entity ? Parse(entity) : null;

    /// <summary>All runs that are kept, oldest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(CancellationToken cancellationToken) => 
        [.. (await ListRowsAsync(cancellationToken)).Select(Parse).OfType<Run>()];

    /// <summary>Records a run that was asked for. False where that is not certain: it may be recorded, now or a little later.</summary>
    public async Task<bool> AddAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            // Never over a row that is there: an attempt that arrives late must not begin anew what was stopped or finished meanwhile.
            await table.Repeated.AddEntityAsync(RunRows.ToEntity(Partition, run), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // The id is new, so this is our own attempt before.
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.WriteUnconfirmed(logger, exception);
            return false;
        }
    }

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

        return await ClaimAsync(held?.ETag, clock.GetUtcNow() + time, cancellationToken);
    }

    /// <summary>The same lease for longer, or null where it may have been lost.</summary>
    public Task<RunLease?> ExtendAsync(RunLease lease, TimeSpan time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return ClaimAsync(lease.ETag, clock.GetUtcNow() + time, cancellationToken);
    }

    /// <summary>Gives the lease up; one that has passed to another stays with that one.</summary>
    public Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteLeaseAsync(lease.ETag, clock.GetUtcNow(), Guid.NewGuid(), cancellationToken);
    }

    private async Task<RunLease?> ClaimAsync(ETag? read, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        if (await WriteLeaseAsync(read, until, claim, cancellationToken) is { } etag)
        {
            return new(etag);
        }

        // Where an answer got lost, the attempt after it conflicts with our own lease, which nobody else could give up.
        return await FindAsync(LeaseRow, cancellationToken) is { } found && found.GetGuid(Claim) == claim ? new(found.ETag) : null;
    }

    private async Task<ETag?> WriteLeaseAsync(ETag? read, DateTimeOffset until, Guid claim, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, LeaseRow) { [Until] = until, [Claim] = claim };
        return await WriteAsync(
            () => read is { } version
                ? table.Repeated.UpdateEntityAsync(entity, version, TableUpdateMode.Replace, cancellationToken)
                : table.Repeated.AddEntityAsync(entity, cancellationToken),
            cancellationToken);
    }

    // Left by a later version that was rolled back, perhaps: nothing that this one could carry out, and no reason to leave out the others.
    private Run? Parse(TableEntity entity)
    {
        try
        {
            return RunRows.ToRun(entity);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            Log.MalformedRow(logger, entity.RowKey, exception);
            return null;
        }
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

        [LoggerMessage(1407, LogLevel.Warning, "Row {RowKey} is not a run that this version knows how to carry out, and is passed over")]
        public static partial void MalformedRow(ILogger logger, string rowKey, Exception exception);
    }
}
