using AcsFunctions.Acs;
using Azure;
using Azure.Data.Tables;

namespace AcsFunctions.Identities;

/// <summary>A row for each busy instance, in a partition of its own of the identity table. It says nothing of users.</summary>
public sealed class TableQuotaBoard(IdentityTable table) : IQuotaBoard
{
    private const string Partition = "quota";

    private static readonly string[] Columns = Enum.GetNames<QuotaKind>();

    public async Task<IReadOnlyList<QuotaDemand>> ExchangeAsync(string instance, IReadOnlyList<int> calls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(calls);
        TableEntity own = new(Partition, instance);
        for (var kind = 0; kind < Columns.Length; kind++)
        {
            own[Columns[kind]] = calls[kind];
        }

        try
        {
            await table.Repeated.UpsertEntityAsync(own, TableUpdateMode.Replace, cancellationToken);
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
            return await table.Repeated.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Parse).ToListAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw TableAnswer.Unreadable(exception);
        }
    }

    public async Task RemoveAsync(QuotaDemand left, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(left);
        try
        {
            await table.Repeated.DeleteEntityAsync(Partition, left.Instance, new ETag(left.Version), cancellationToken);
        }
        catch (RequestFailedException)
        {
            // Written since, gone already, or for the next look.
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw;
        }
    }

    // A column that another version does not write is a kind of call that it does not make.
    private static QuotaDemand Parse(TableEntity row) =>
        new(row.RowKey, row.ETag.ToString(), [.. Columns.Select(column => row.TryGetValue(column, out var value) && value is int calls ? Math.Max(0, calls) : 0)]);
}
