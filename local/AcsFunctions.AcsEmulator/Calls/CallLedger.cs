namespace AcsFunctions.AcsEmulator.Calls;

/// <summary>Counts calls per operation.</summary>
internal sealed class CallLedger
{
    private readonly long[] _calls = new long[Enum.GetValues<AcsOperation>().Length];
    private readonly long[] _succeeded = new long[Enum.GetValues<AcsOperation>().Length];

    public void Called(AcsOperation operation) => Interlocked.Increment(ref _calls[(int)operation]);

    public void Succeeded(AcsOperation operation) => Interlocked.Increment(ref _succeeded[(int)operation]);

    public CallCount Of(AcsOperation operation) =>
        new(Interlocked.Read(ref _calls[(int)operation]), Interlocked.Read(ref _succeeded[(int)operation]));

    public void Clear()
    {
        foreach (var operation in Enum.GetValues<AcsOperation>())
        {
            Interlocked.Exchange(ref _calls[(int)operation], 0);
            Interlocked.Exchange(ref _succeeded[(int)operation], 0);
        }
    }
}
