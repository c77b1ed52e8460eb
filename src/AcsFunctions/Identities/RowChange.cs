namespace AcsFunctions.Identities;

/// <summary>
/// One step of a transaction on a bucket. Conditional steps are held to the row's ETag, and cannot be made of a row without one:
/// storage would take that for "whatever is there".
/// </summary>
public abstract record RowChange(StoredRow Row)
{
    /// <summary>Fails when the row exists.</summary>
    public sealed record Insert(StoredRow Row) : RowChange(Row);

    /// <summary>Writes whether or not the row exists.</summary>
    public sealed record Upsert(StoredRow Row) : RowChange(Row);

    /// <summary>Writes the row's set columns; columns that are null, or that another version added, stay. Fails unless the ETag matches.</summary>
    public sealed record Merge(StoredRow Row) : RowChange(AsRead(Row));

    /// <summary>Writes the row whole. Fails unless the ETag matches.</summary>
    public sealed record Replace(StoredRow Row) : RowChange(AsRead(Row));

    /// <summary>Fails unless the ETag matches or the row is gone already; in a transaction, also when it is gone.</summary>
    public sealed record Remove(StoredRow Row) : RowChange(AsRead(Row));

    private static StoredRow AsRead(StoredRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.ETag == default ? throw new ArgumentException("A conditional change needs the ETag of the row that was read.", nameof(row)) : row;
    }
}
