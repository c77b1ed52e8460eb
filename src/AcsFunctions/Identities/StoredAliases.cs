using Azure.Data.Tables;

namespace AcsFunctions.Identities;

/// <summary>What stored user ids begin with, as far as a few rows show. Ids are spread by their hash, so that the first rows of the table are any.</summary>
public sealed class StoredAliases(IdentityTable table)
{
    private const int MaxRows = 50;

    // A page may be empty and not the last: in between is what clean-up has yet to finish.
    private const int MaxPages = 20;

    /// <summary>The part before the first <c>|</c> of each, "" for an id that has none; empty where no id is kept in clear.</summary>
    /// <exception cref="IdentityStoreException">The table cannot be read.</exception>
    public async Task<IReadOnlySet<string>> SampleAsync(CancellationToken cancellationToken)
    {
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        var users = TableClient.CreateQueryFilter($"RowKey ge {"user-"} and RowKey lt {"user."}");
        var (pages, rows) = (0, 0);
        try
        {
            await foreach (var page in table.Repeated.QueryAsync<TableEntity>(users, MaxRows, [IdentityColumns.UserId.Name], cancellationToken).AsPages().WithCancellation(cancellationToken))
            {
                aliases.UnionWith(page.Values.Select(row => row.GetString(IdentityColumns.UserId.Name)).OfType<string>().Select(AliasOf));
                rows += page.Values.Count;
                if (++pages == MaxPages || rows >= MaxRows)
                {
                    break;
                }
            }
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            throw TableAnswer.Unreadable(exception);
        }

        return aliases;
    }

    // What has no alias is nothing but the user.
    private static string AliasOf(string id) => id[..Math.Max(0, id.IndexOf('|', StringComparison.Ordinal))];
}
