namespace AcsFunctions.CleanUp.Perf;

/// <summary>The most live memory, looked at once in a while after a full collection.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ITimer timer;
    private long most;

    public MemoryWatch(TimeProvider clock) => timer = clock.CreateTimer(_ => Look(), null, Interval, Interval);

    public long Most
    {
        get
        {
            Look();
            return Interlocked.Read(ref most);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var now = GC.GetTotalMemory(forceFullCollection: true);
        if (now > Interlocked.Read(ref most))
        {
            Interlocked.Exchange(ref most, now);
        }
    }
}
