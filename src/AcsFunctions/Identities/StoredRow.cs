using Azure;

namespace AcsFunctions.Identities;

/// <summary>A row of the identity table. Closed: <see cref="UserRow"/>, <see cref="RetiredRow"/>, <see cref="RevokingRow"/>.</summary>
public abstract record StoredRow
{
    private protected StoredRow()
    {
    }

    public required UserKey Key { get; init; }

    /// <summary>The version that was read; default for a row that was never stored.</summary>
    public ETag ETag { get; init; }

    public abstract string RowKey { get; }
}
