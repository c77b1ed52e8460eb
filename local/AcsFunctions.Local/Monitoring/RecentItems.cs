namespace AcsFunctions.Local.Monitoring;

/// <summary>The newest items, and no more than a fixed number of them. Safe for use from any thread.</summary>
internal sealed class RecentItems<T>(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<T> items = new();

    public void Add(T item)
    {
        lock (gate)
        {
            if (items.Count == capacity)
            {
                items.Dequeue();
            }

            items.Enqueue(item);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<T> ToList()
    {
        lock (gate)
        {
            return [.. items];
        }
    }
}
