namespace AcsFunctions.AcsEmulator.Calls;

/// <summary>Counts calls per operation.</summary>
internal sealed class CallLedger
{
    private readonly long[] calls = new long[Enum.GetValues<AcsOperation>().Length];
    private readonly long[] succeeded = new long[Enum.GetValues<AcsOperation>().Length];

    public void Called(AcsOperation operation) => Interlocked.Increment(ref calls[(int)operation]);

    public void Succeeded(AcsOperation operation) => Interlocked.Increment(ref succeeded[(int)operation]);

    public CallCount Of(AcsOperation operation) =>
        new(Interlocked.Read(ref calls[(int)operation]), Interlocked.Read(ref succeeded[(int)operation]));

    public void Clear()
    {
        foreach (var operation in Enum.GetValues<AcsOperation>())
        {
            Interlocked.Exchange(ref calls[(int)operation], 0);
            Interlocked.Exchange(ref succeeded[(int)operation], 0);
        }
    }
}
