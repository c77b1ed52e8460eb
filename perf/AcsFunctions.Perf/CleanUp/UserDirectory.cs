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

    public static async Task FillAsync(InMemoryIdentityStore store, int rows, int stale, DateTimeOffset now)
    {
        foreach (var row in Rows(rows, stale, now))
        {
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Once, CancellationToken.None);
        }
    }

    public static async Task FillAsync(TableClient table, int rows, int stale, DateTimeOffset now)
    {
        var transactions = Rows(rows, stale, now).GroupBy(row => row.Key.Bucket).SelectMany(bucket => bucket.Chunk(MaxTransaction));
        await Parallel.ForEachAsync(transactions, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (chunk, token) =>
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, ToEntity(row))), token));
    }

    public static UserId User(int number) => Users.Named(string.Create(CultureInfo.InvariantCulture, $"perf|{number}"));

    public static string Identity(int number) => string.Create(CultureInfo.InvariantCulture, $"8:acs:perf_{number:x16}");

    public static UserRow Row(int number, int stale, DateTimeOffset now) =>
        StoredRows.Mapped(User(number), Identity(number), number < stale ? now.AddDays(-365) : now.AddDays(-1));

    private static IEnumerable<UserRow> Rows(int rows, int stale, DateTimeOffset now) => Enumerable.Range(0, rows).Select(number => Row(number, stale, now));

    // Past the adapter, which writes one user at a time.
    private static TableEntity ToEntity(UserRow row) => new(row.Key.Bucket.PartitionKey, row.RowKey)
    {
        [nameof(UserRow.CommunicationUserId)] = row.CommunicationUserId,
        [nameof(UserRow.CreatedOn)] = row.CreatedOn,
        [nameof(UserRow.LastTokenOn)] = row.LastTokenOn,
        [nameof(UserRow.UserId)] = row.UserId,
    };
}
