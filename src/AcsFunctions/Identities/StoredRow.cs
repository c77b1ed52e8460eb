using Azure;

namespace AcsFunctions.Identities;

/// <summary>A row of the identity table. Closed: <see cref="UserRow"/>, <see cref="PendingDeletion"/>, <see cref="PendingRevocation"/>, <see cref="IndexRow"/>.</summary>
public abstract record StoredRow
{
    private protected StoredRow()
    {
    }

    /// <summary>The user that it is about.</summary>
    public required UserKey Key { get; init; }

    /// <summary>The version that was read; default for a row that was never stored.</summary>
    public ETag ETag { get; init; }

    /// <summary>All rows of a user change in one transaction, so they are in one partition.</summary>
    public virtual string PartitionKey => Key.Bucket.PartitionKey;

    public abstract string RowKey { get; }
}
