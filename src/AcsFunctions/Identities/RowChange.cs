namespace AcsFunctions.Identities;

/// <summary>One step of a transaction on a bucket. Conditional steps are held to the row's ETag.</summary>
public abstract record RowChange(StoredRow Row)
{
    /// <summary>Fails when the row exists.</summary>
    public sealed record Insert(StoredRow Row) : RowChange(Row);

    /// <summary>Writes whether or not the row exists.</summary>
    public sealed record Upsert(StoredRow Row) : RowChange(Row);

    /// <summary>Writes the row's set columns; columns that are null, or that another version added, stay. Fails unless the ETag matches.</summary>
    public sealed record Merge(StoredRow Row) : RowChange(Row);

    /// <summary>Writes the row whole. Fails unless the ETag matches.</summary>
    public sealed record Replace(StoredRow Row) : RowChange(Row);

    /// <summary>Fails unless the ETag matches or the row is gone already.</summary>
    public sealed record Remove(StoredRow Row) : RowChange(Row);
}
