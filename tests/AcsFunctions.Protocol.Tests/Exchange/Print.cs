using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>Rows, changes and answers in one line each, with everything that matters.</summary>
internal static class Print
{
    // An exploration has a handful of instants and prints them millions of times.
    private static readonly ConcurrentDictionary<DateTimeOffset, string> Instants = [];

    public static string Row(StoredRow? row)
    {
        if (row is null)
        {
            return "no row";
        }

        var key = row.RowKey;
        var print = new StringBuilder().Append(key.AsSpan(0, key.IndexOf('-', StringComparison.Ordinal))).Append(Of(row.Key)).Append('[').Append(row.ETag.ToString());
        foreach (var (name, value) in RowKind.Of(row).Values(row).Where(column => column.Name != IdentityColumns.UserHash.Name))
        {
            print.Append(' ').Append(name).Append(' ').Append(value is DateTimeOffset at ? Instants.GetOrAdd(at, Instant) : (string)value);
        }

        return print.Append(']').ToString();
    }

    /// <summary>Whose it is; nothing for the user of most explorations.</summary>
    public static string Of(UserKey key) => key == Operations.Operations.Key ? "" : key == Operations.Operations.OtherKey ? " of another" : " of a guest";

    public static string Rows(IEnumerable<StoredRow> rows) => string.Join(' ', rows.Select(Row));

    public static string Changes(IEnumerable<RowChange> changes) => string.Join(" + ", changes.Select(change => $"{change.GetType().Name.ToLowerInvariant()} {Row(change.Row)}"));

    public static string Answer<T>(Result<T, AcsRefusal> answer)
        where T : notnull => answer switch
        {
            { Refusal: { } refusal } => refusal.Kind.ToString(),
            { Value: AcsIdentity identity } => $"{identity.CommunicationUserId} {identity.Token?.Value}",
            { Value: AcsToken token } => token.Value,
            _ => "done",
        };

    private static string Instant(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{(at - Timeline.Now).TotalHours:0.########}h");
}
