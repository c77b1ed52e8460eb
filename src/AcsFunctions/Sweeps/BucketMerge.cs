using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.Sweeps;

internal static class BucketMerge
{
    /// <summary>Two listings of the same buckets as one, bucket by bucket; in a bucket the rows of the first come first.</summary>
    public static async IAsyncEnumerable<StoredRow> Of(
        BucketRange buckets,
        IAsyncEnumerable<StoredRow> first,
        IAsyncEnumerable<StoredRow> second,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var one = first.GetAsyncEnumerator(cancellationToken);
        await using var other = second.GetAsyncEnumerator(cancellationToken);
        var hasOne = await one.MoveNextAsync();
        // Of a single bucket the first listing comes as a whole: a large one is worked on before the second is looked for.
        while (hasOne && buckets.Count == 1)
        {
            yield return one.Current;
            hasOne = await one.MoveNextAsync();
        }

        var hasOther = await other.MoveNextAsync();
        while (hasOne || hasOther)
        {
            if (hasOne && (!hasOther || one.Current.Key.Bucket.Number <= other.Current.Key.Bucket.Number))
            {
                yield return one.Current;
                hasOne = await one.MoveNextAsync();
            }
            else
            {
                yield return other.Current;
                hasOther = await other.MoveNextAsync();
            }
        }
    }
}
