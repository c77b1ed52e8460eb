using AcsFunctions.Identities;

namespace AcsFunctions.Sweeps;

/// <summary>
/// How many buckets the next query lists: twice as many after each that was quick, so that a table with little to do is gone through in a
/// few queries, and one after one that was not, so that what is lost when time is over is a bucket's.
/// </summary>
internal sealed class RangeWidth(TimeProvider clock)
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private int width = 1;
    private long begun;

    /// <param name="first">The first bucket.</param>
    /// <param name="atMost">How many there are to go through.</param>
    public BucketRange Begin(Bucket first, int atMost)
    {
        begun = clock.GetTimestamp();
        return BucketRange.From(first, Math.Min(width, atMost));
    }

    public void End() => width = clock.GetElapsedTime(begun) < Quick ? Math.Min(2 * width, Bucket.Count) : 1;

    /// <summary>The range could not be read: what follows is read bucket by bucket again.</summary>
    public void Fail() => width = 1;
}
