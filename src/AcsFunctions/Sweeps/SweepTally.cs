namespace AcsFunctions.Sweeps;

/// <summary>Counts of a run under way, written by several rows at once.</summary>
internal sealed class SweepTally
{
    private int unfinishedFound;
    private int unfinishedDone;
    private int staleFound;
    private int staleDeleted;
    private int staleChanged;
    private int guestsFound;
    private int guestsDeleted;
    private int fencesFound;
    private int fencesDropped;
    private int indexRowsWritten;
    private int indexRowsRemoved;
    private int failed;
    private int interrupted;

    public void UnfinishedFound() => Interlocked.Increment(ref unfinishedFound);

    public void UnfinishedDone() => Interlocked.Increment(ref unfinishedDone);

    public void StaleFound() => Interlocked.Increment(ref staleFound);

    public void StaleDeleted() => Interlocked.Increment(ref staleDeleted);

    public void StaleChanged() => Interlocked.Increment(ref staleChanged);

    public void GuestFound() => Interlocked.Increment(ref guestsFound);

    public void GuestDeleted() => Interlocked.Increment(ref guestsDeleted);

    public void FenceFound() => Interlocked.Increment(ref fencesFound);

    public void FenceDropped() => Interlocked.Increment(ref fencesDropped);

    public void IndexRowWritten() => Interlocked.Increment(ref indexRowsWritten);

    public void IndexRowRemoved() => Interlocked.Increment(ref indexRowsRemoved);

    public void Failed() => Interlocked.Increment(ref failed);

    public void Interrupted() => Interlocked.Increment(ref interrupted);

    public CleanUpReport ToReport(bool dryRun, bool cutShort, DateTimeOffset startedOn, TimeSpan duration) => new()
    {
        DryRun = dryRun,
        StartedOn = startedOn,
        Duration = duration,
        UnfinishedFound = unfinishedFound,
        UnfinishedDone = unfinishedDone,
        StaleFound = staleFound,
        StaleDeleted = staleDeleted,
        StaleChanged = staleChanged,
        GuestsFound = guestsFound,
        GuestsDeleted = guestsDeleted,
        FencesFound = fencesFound,
        FencesDropped = fencesDropped,
        IndexRowsWritten = indexRowsWritten,
        IndexRowsRemoved = indexRowsRemoved,
        Failed = failed,
        Interrupted = interrupted,
        CutShort = cutShort,
    };
}
