namespace AcsFunctions.Identities;

/// <summary>A kind of row, and its columns.</summary>
internal abstract class RowKind
{
    public abstract Type RowType { get; }

    public abstract IEnumerable<string> ColumnNames { get; }

    public static RowKind Of(StoredRow row) => IdentityColumns.KindOf[row.GetType()];

    /// <summary>The columns that a row has a value for, in the order of the table.</summary>
    public abstract IEnumerable<(string Name, object Value)> Values(StoredRow row);

    /// <summary>A stored row once the columns that a change names are written over it.</summary>
    public abstract StoredRow Merge(StoredRow change, StoredRow stored);
}
