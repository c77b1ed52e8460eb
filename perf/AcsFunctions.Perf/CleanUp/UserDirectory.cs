using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Azure.Data.Tables;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>A directory of users, evenly spread, of whom the first ones got their last token a year ago.</summary>
internal static class UserDirectory
{
    /// <summary>At the end of an identity.</summary>
    public const int NumberDigits = 16;

    private const int MaxTransaction = 100;

    public static async Task FillAsync(InMemoryIdentityStore store, IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Once, CancellationToken.None);
        }
    }

    // Past the adapter, which writes one user at a time.
    public static async Task FillAsync(TableClient table, IEnumerable<StoredRow> rows)
    {
        var transactions = rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(MaxTransaction));
        await Parallel.ForEachAsync(transactions, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (chunk, token) =>
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, ToEntity(row))), token));
    }

    public static UserId User(int number) => Users.Named(string.Create(CultureInfo.InvariantCulture, $"perf|{number}"));

    public static string Identity(int number) => string.Create(CultureInfo.InvariantCulture, $"8:acs:perf_{number:x16}");

    public static UserRow Row(int number, int stale, DateTimeOffset now) =>
        StoredRows.Mapped(User(number), Identity(number), number < stale ? now.AddDays(-365) : now.AddDays(-1));

    public static IndexRow InIndex(UserRow row, DateTimeOffset reservedOn) => new() { Key = row.Key, CommunicationUserId = row.CommunicationUserId!, ReservedOn = reservedOn };

    public static IEnumerable<UserRow> Rows(int rows, int stale, DateTimeOffset now) => Enumerable.Range(0, rows).Select(number => Row(number, stale, now));

    private static TableEntity ToEntity(StoredRow row) => row switch
    {
        IndexRow index => new(row.PartitionKey, row.RowKey)
        {
            [nameof(IndexRow.CommunicationUserId)] = index.CommunicationUserId,
            [nameof(IndexRow.ReservedOn)] = index.ReservedOn,
            ["UserHash"] = index.Key.Hash,
        },
        UserRow user => new(row.PartitionKey, row.RowKey)
        {
            [nameof(UserRow.CommunicationUserId)] = user.CommunicationUserId,
            [nameof(UserRow.CreatedOn)] = user.CreatedOn,
            [nameof(UserRow.LastTokenOn)] = user.LastTokenOn,
            [nameof(UserRow.UserId)] = user.UserId,
        },
        _ => throw new NotSupportedException("A directory is filled with users and their index rows."),
    };
}
