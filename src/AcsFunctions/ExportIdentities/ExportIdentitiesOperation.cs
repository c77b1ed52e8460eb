using System.Buffers.Text;
using System.Text;
using AcsFunctions.Identities;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.ExportIdentities;

/// <summary>
/// Every identity that the map names, mapped or pending deletion, and whose sessions were ended, a page a call, so that no request lasts and
/// nothing is kept in between. An import takes it. Not a snapshot: what changes between two pages may be in neither or both.
/// </summary>
public sealed partial class ExportIdentitiesOperation(IdentityTable table, ILogger<ExportIdentitiesOperation> logger)
{
    // A row key says what a row is. A comparison with a column that a row lacks is false: fences of users whose sessions never ended say nothing.
    private const string Filter =
        "(RowKey ge 'user-' and RowKey lt 'user.' and (CommunicationUserId ge '' or TokensValidFrom ge datetime'1970-01-01T00:00:00Z')) or (RowKey ge 'retired-' and RowKey lt 'retired.')";

    /// <param name="after">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the call; nothing is changed by one.</param>
    public async Task<Result<ExportPage, Refusal>> ExecuteAsync(string? after, CancellationToken cancellationToken)
    {
        string? continuation = null;
        if (after is not null && (continuation = Decode(after)) is null)
        {
            return new Refusal(RefusalReason.InvalidPage);
        }

        var page = await ReadAsync(continuation, cancellationToken);
        return page.IsRefused
            ? page.Refusal
            : new ExportPage([.. page.Value.Values.Select(Parse).OfType<ExportedIdentity>()], page.Value.ContinuationToken is { } next ? Encode(next) : null);
    }

    private async Task<Result<Page<TableEntity>, Refusal>> ReadAsync(string? continuation, CancellationToken cancellationToken)
    {
        try
        {
            var query = table.Repeated.QueryAsync<TableEntity>(Filter, select: TableRows.Columns, cancellationToken: cancellationToken);
            await foreach (var page in query.AsPages(continuation).WithCancellation(cancellationToken))
            {
                return page;
            }

            throw new InvalidOperationException("Storage answered no page, not even an empty one.");
        }
        catch (RequestFailedException exception) when (continuation is not null && exception.Status == 400)
        {
            return new Refusal(RefusalReason.InvalidPage);
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            Log.Unreadable(logger, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    // One odd row must not hold up all pages after it.
    private ExportedIdentity? Parse(TableEntity entity)
    {
        try
        {
            return ToIdentity(entity);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            Log.MalformedRow(logger, entity.RowKey, exception);
            return null;
        }
    }

    private static ExportedIdentity ToIdentity(TableEntity entity) => new(
        entity.GetString(IdentityColumns.CommunicationUserId.Name),
        UserKey.FromRowKey(entity.RowKey).Hash,
        entity.GetString(IdentityColumns.UserId.Name),
        IsRetired: entity.RowKey.StartsWith("retired-", StringComparison.Ordinal),
        entity.GetDateTimeOffset(IdentityColumns.CreatedOn.Name),
        entity.GetDateTimeOffset(IdentityColumns.LastTokenOn.Name),
        entity.GetDateTimeOffset(IdentityColumns.RetiredOn.Name),
        entity.GetDateTimeOffset(IdentityColumns.TokensValidFrom.Name),
        entity.GetDateTimeOffset(IdentityColumns.DeleteOn.Name));

    // Storage's own token holds characters that addresses do not.
    private static string Encode(string continuation) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(continuation));

    private static string? Decode(string after)
    {
        try
        {
            return after.Length > 0 ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Warning, "The identity table could not be read for an export")]
        public static partial void Unreadable(ILogger logger, Exception exception);

        [LoggerMessage(1502, LogLevel.Error, "Row {RowKey} of the identity table is not one that this service writes, and is left out of an export")]
        public static partial void MalformedRow(ILogger logger, string rowKey, Exception exception);
    }
}
