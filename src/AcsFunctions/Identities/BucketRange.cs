namespace AcsFunctions.Identities;

/// <summary>Buckets that follow one another, and that one query lists.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many, 1 to 256.</param>
public readonly record struct BucketRange(Bucket First, int Count)
{
    // Other rows' partition keys lie between those of two buckets: the index of identities ("acs-…") behind "ac", jobs ("clean-up") behind
    // "cf". A query across them would read all of these, too.
    private static readonly byte[] Ends = [0xac, 0xcf, 0xff];

    public Bucket Last => new((byte)(First.Number + Count - 1));

    public static implicit operator BucketRange(Bucket bucket) => new(bucket, 1);

    /// <summary>As many buckets as may lie in one range, from one on.</summary>
    /// <param name="first">The first.</param>
    /// <param name="atMost">1 or more.</param>
    public static BucketRange From(Bucket first, int atMost) => new(first, Math.Min(atMost, Ends.First(end => end >= first.Number) - first.Number + 1));

    public override string ToString() => Count == 1 ? First.ToString() : $"{First} to {Last}";
}
