using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

public static class BucketRanges
{
    public static IEnumerable<Bucket> Each(this BucketRange range) => Enumerable.Range(range.First.Number, range.Count).Select(number => new Bucket((byte)number));
}
