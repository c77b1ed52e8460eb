namespace AcsFunctions.Local.Monitoring;

/// <summary>The counters of the functions. A worker counts from its own start, so that what each one counted is added up. Safe for use from any thread.</summary>
internal sealed class CounterTotals
{
    // Instruments and their tags are a fixed set of some fifty series; more than that comes from workers that were restarted.
    private const int MaxSeries = 5000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Instrument, string Tags, ulong StartedOn), (IReadOnlyDictionary<string, string> Tags, long Value)> series = [];

    /// <param name="instrument">Its name.</param>
    /// <param name="tags">With their values.</param>
    /// <param name="startedOn">When counting began.</param>
    /// <param name="value">The count since then.</param>
    public void Set(string instrument, IReadOnlyDictionary<string, string> tags, ulong startedOn, long value)
    {
        var key = (instrument, string.Join('\n', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)), startedOn);
        lock (gate)
        {
            if (series.Count < MaxSeries || series.ContainsKey(key))
            {
                series[key] = (tags, value);
            }
        }
    }

    /// <summary>The sum over all series of the instrument that have the tag, or over all of them.</summary>
    public long Sum(string instrument, string? tag = null, string? tagValue = null)
    {
        lock (gate)
        {
            return series
                .Where(one => one.Key.Instrument == instrument && (tag is null || one.Value.Tags.GetValueOrDefault(tag) == tagValue))
                .Sum(one => one.Value.Value);
        }
    }
}
