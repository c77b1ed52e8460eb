namespace AcsFunctions.Identities;

/// <summary>How far the walks that keep the index have come.</summary>
/// <param name="Next">The bucket that the walk under way carries on with.</param>
/// <param name="StartedOn">When the walk under way began; null where none is.</param>
/// <param name="CompletedFrom">When the last complete walk began: what was written before has been looked at. Null until one was complete.</param>
public sealed record IndexWalk(byte Next, DateTimeOffset? StartedOn, DateTimeOffset? CompletedFrom)
{
    /// <summary>Whether every mapped identity can be found.</summary>
    public bool IsComplete => CompletedFrom is not null;

    /// <summary>For a table that began with an index, or that holds no user yet.</summary>
    public static IndexWalk Completed(DateTimeOffset now) => new(0, null, now);
}
