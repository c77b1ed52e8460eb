namespace AcsFunctions.Identities;

/// <summary>A column of one kind of row.</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Type">What is stored: a string, or a <see cref="DateTimeOffset"/>.</param>
/// <param name="Get">A row's value; null where it has none.</param>
/// <param name="With">The same row with a value, or without one.</param>
internal abstract record Column<TRow>(string Name, ColumnType Type, Func<TRow, object?> Get, Func<TRow, object?, TRow> With)
    where TRow : StoredRow
{
    /// <summary>Whether a row without it is one that no version of this service writes.</summary>
    public bool IsRequired { get; init; }
}
