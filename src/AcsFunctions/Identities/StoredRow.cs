using Azure;

namespace AcsFunctions.Identities;

/// <summary>A row of the identity table. Closed: <see cref="UserRow"/>, <see cref="PendingDeletion"/>, <see cref="PendingRevocation"/>, <see cref="IndexRow"/>.</summary>
public abstract record StoredRow
{
    /// <summary>
    /// No import takes it or what is later, and it is what an instant of the year 9999 is read as. Some maps say 9999-12-31 for "for ever", and nothing
    /// can be added to that, while the rules add tolerances and milliseconds.
    /// </summary>
    public static DateTimeOffset LatestInstant { get; } = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first that storage takes: before it there is nothing.</summary>
    public static DateTimeOffset EarliestInstant { get; } = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

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
