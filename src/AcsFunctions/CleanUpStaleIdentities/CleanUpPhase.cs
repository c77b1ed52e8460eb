using System.Runtime.CompilerServices;
using AcsFunctions.Identities;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <inheritdoc cref="ICleanUpPhase"/>
internal sealed class CleanUpPhase<TRow>(
    Func<CleanUpCursor, byte> startOf,
    Func<CleanUpCursor, byte, CleanUpCursor> stopAt,
    Func<Bucket, CancellationToken, IAsyncEnumerable<TRow>> list,
    Func<TRow, CancellationToken, Task> work) : ICleanUpPhase
{
    public byte StartOf(CleanUpCursor cursor) => startOf(cursor);

    public CleanUpCursor StopAt(CleanUpCursor cursor, byte bucket) => stopAt(cursor, bucket);

    public async IAsyncEnumerable<Func<CancellationToken, Task>> WorkIn(Bucket bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in list(bucket, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return token => work(row, token);
        }
    }
}
