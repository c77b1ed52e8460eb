namespace AcsFunctions.Identities;

/// <summary>A column of a pending action: no fence and no cache depends on it.</summary>
internal sealed record PlainColumn<TRow>(string Name, ColumnType Type, Func<TRow, object?> Get, Func<TRow, object?, TRow> With) : Column<TRow>(Name, Type, Get, With)
    where TRow : StoredRow
{
    public static PlainColumn<TRow> Text(string name, Func<TRow, string?> get, Func<TRow, string?, TRow> with) =>
        new(name, ColumnType.Text, get, (row, value) => with(row, (string?)value));

    public static PlainColumn<TRow> Instant(string name, Func<TRow, DateTimeOffset?> get, Func<TRow, DateTimeOffset?, TRow> with) =>
        new(name, ColumnType.Instant, row => get(row), (row, value) => with(row, (DateTimeOffset?)value));
}
