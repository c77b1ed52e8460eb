using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A key pair that nobody else has until it is disposed of, and somebody else after: to make one takes a third of a second.</summary>
internal sealed class SpareKey : IDisposable
{
    private static readonly ConcurrentBag<RSA> Spare = [];

    public RSA Value { get; } = Spare.TryTake(out var key) ? key : RSA.Create(2048);

    public void Dispose() => Spare.Add(Value);
}
