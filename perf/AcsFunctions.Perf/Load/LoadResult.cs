using HdrHistogram;

namespace AcsFunctions.Perf.Load;

/// <summary>What a load met. Latencies are in microseconds, of successes only.</summary>
internal sealed class LoadResult
{
    // A minute, to three digits.
    private const long LongestMicroseconds = 60_000_000;

    private readonly LongConcurrentHistogram latencies = new(1, LongestMicroseconds, 3);
    private long failed;
    private string? firstFailure;

    public long Succeeded => latencies.TotalCount;

    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Why the first request failed, for the person at the keyboard.</summary>
    public string? FirstFailure => firstFailure;

    /// <summary>How long it took, from the first scheduled instant to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <param name="percentile">0 to 100.</param>
    /// <returns>Milliseconds; 0 where nothing succeeded.</returns>
    public double Milliseconds(double percentile) => Succeeded == 0 ? 0 : latencies.GetValueAtPercentile(percentile) / 1000.0;

    public void Record(TimeSpan latency, string? failure)
    {
        if (failure is null)
        {
            latencies.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds));
        }
        else
        {
            Interlocked.Increment(ref failed);
            Interlocked.CompareExchange(ref firstFailure, failure, null);
        }
    }

    public void Add(LoadResult other)
    {
        latencies.Add(other.latencies);
        Interlocked.Add(ref failed, other.Failed);
        firstFailure ??= other.firstFailure;
        Elapsed += other.Elapsed;
    }
}
