namespace AcsFunctions.Perf.CleanUp;

/// <summary>The most live memory, looked at after a full collection.</summary>
internal sealed class MemoryWatch
{
    private readonly Lock gate = new();

    public int Looks { get; private set; }

    public long MostBytes { get; private set; }

    public static long LiveBytes()
    {
        // What survived it, and not what others have allocated by the time that anyone can ask.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PromotedBytes;
    }

    public void Look()
    {
        lock (gate)
        {
            MostBytes = Math.Max(MostBytes, LiveBytes());
            Looks++;
        }
    }
}
