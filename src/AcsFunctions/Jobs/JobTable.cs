using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Jobs;

/// <summary>
/// Jobs and the lease of the one instance that sweeps, as small rows beside the clean-up's cursor, in a partition of their own. Reads throw
/// <see cref="IdentityStoreException"/> when storage gives no answer, and pass over jobs that another version wrote. Conditional writes are on ETags; null means that this one did not
/// certainly succeed, so that whoever asked must stop.
/// </summary>
public sealed partial class JobTable(IdentityTable table, TimeProvider clock, ILogger<JobTable> logger)
{
    // The partition of the cursor: everything about the clean-up, and nothing about users.
    private const string Partition = "clean-up";
    private const string LeaseRow = "lease";
    private const string Until = nameof(Until);
    private const string Claim = nameof(Claim);

    // More than any step takes. A lease that lasts longer comes from a clock that was far ahead, and would keep all others from working until then.
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(15);

    public async Task<Job?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(JobRows.RowKey(id), cancellationToken) is { } entity ? Parse(entity) : null;

    /// <summary>All jobs that are kept, oldest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellationToken) => 
        [.. (await ListRowsAsync(cancellationToken)).Select(Parse).OfType<Job>()];

    /// <summary>Records a job. False where that is not certain: it may be recorded, now or a little later.</summary>
    public async Task<bool> AddAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        try
        {
            // Never over a row that is there: an attempt that arrives late must not begin anew what was stopped or finished meanwhile.
            await table.Repeated.AddEntityAsync(JobRows.ToEntity(Partition, job), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // The id is new, so this is our own attempt before.
            return true;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            Log.WriteUnconfirmed(logger, exception);
            return false;
        }
    }

    public async Task<Job?> UpdateAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var updated = job with { UpdatedOn = clock.GetUtcNow() };
        var etag = await WriteAsync(
            () => table.Repeated.UpdateEntityAsync(JobRows.ToEntity(Partition, updated), job.ETag, TableUpdateMode.Replace, cancellationToken), cancellationToken);
        return etag is null ? null : updated with { ETag = etag.Value };
    }

    public async Task RemoveAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        await WriteAsync(() => table.Repeated.DeleteEntityAsync(Partition, JobRows.RowKey(job.Id), job.ETag, cancellationToken), cancellationToken);
    }

    /// <summary>The lease, if nobody holds it.</summary>
    public async Task<JobLease?> TakeLeaseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var held = await FindAsync(LeaseRow, cancellationToken);
        var now = clock.GetUtcNow();
        if (held?.GetDateTimeOffset(Until) is { } until && until > now && until - now <= LongestLease)
        {
            return null;
        }

        return await ClaimAsync(held?.ETag, now + time, cancellationToken);
    }

    /// <summary>The same lease for longer, or null where it may have been lost.</summary>
    public Task<JobLease?> ExtendAsync(JobLease lease, TimeSpan time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return ClaimAsync(lease.ETag, clock.GetUtcNow() + time, cancellationToken);
    }

    /// <summary>Gives the lease up; one that has passed to another stays with that one.</summary>
    public Task ReleaseAsync(JobLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteLeaseAsync(lease.ETag, clock.GetUtcNow(), Guid.NewGuid(), cancellationToken);
    }

    private async Task<JobLease?> ClaimAsync(ETag? read, DateTimeOffset until, CancellationToken cancellationToken)
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
    private Job? Parse(TableEntity entity)
    {
        try
        {
            return JobRows.ToJob(entity);
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
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {JobRows.First} and RowKey lt {JobRows.End}");
            return await table.Repeated.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
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
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw TableAnswer.Unreadable(exception);
        }
    }

    private async Task<ETag?> WriteAsync(Func<Task<Response>> send, CancellationToken cancellationToken)
    {
        try
        {
            return (await send()).Headers.ETag ?? default(ETag);
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            if (exception is not RequestFailedException refused || !TableAnswer.IsConditionFailure(refused))
            {
                Log.WriteUnconfirmed(logger, exception);
            }

            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Warning, "A write to the row of a job or of the lease was not confirmed")]
        public static partial void WriteUnconfirmed(ILogger logger, Exception exception);

        [LoggerMessage(1407, LogLevel.Warning, "Row {RowKey} is not a job that this version can run, and is passed over")]
        public static partial void MalformedRow(ILogger logger, string rowKey, Exception exception);
    }
}
