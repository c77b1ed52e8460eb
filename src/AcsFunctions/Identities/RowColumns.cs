using Azure;

namespace AcsFunctions.Identities;

/// <summary>The columns of one kind of row.</summary>
/// <param name="blank">A row without values.</param>
/// <param name="columns">All of them.</param>
internal sealed class RowColumns<TRow>(Func<UserKey, ETag, TRow> blank, IReadOnlyList<Column<TRow>> columns) : RowKind
    where TRow : StoredRow
{
    public override Type RowType => typeof(TRow);

    public override IEnumerable<string> ColumnNames => columns.Select(column => column.Name);

    /// <param name="key">Whose row.</param>
    /// <param name="etag">Of the version that was read.</param>
    /// <param name="read">A column's value, null where the stored row has none.</param>
    /// <exception cref="FormatException">A required column has no value.</exception>
    public TRow Read(UserKey key, ETag etag, Func<Column<TRow>, object?> read) => columns.Aggregate(blank(key, etag), (row, column) => read(column) switch
    {
        null when column.IsRequired => throw new FormatException($"A row of the identity table lacks its {column.Name}."),
        null => row,
        var value => column.With(row, value),
    });

    public override IEnumerable<(string Name, object Value)> Values(StoredRow row)
    {
        foreach (var column in columns)
        {
            if (column.Get((TRow)row) is { } value)
            {
                yield return (column.Name, value);
            }
        }
    }

    public override StoredRow Merge(StoredRow change, StoredRow stored) =>
        columns.Aggregate((TRow)stored, (row, column) => column.Get((TRow)change) is { } value ? column.With(row, value) : row);
}
