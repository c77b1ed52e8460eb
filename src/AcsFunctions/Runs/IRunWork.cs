namespace AcsFunctions.Runs;

/// <summary>What there is to do in a run of one kind.</summary>
public interface IRunWork
{
    RunKind Kind { get; }

    /// <summary>
    /// How long a stretch may take: what a crash costs is at most the counts of one, and the wait until its lease has run out.
    /// </summary>
    TimeSpan StretchTime { get; }

    /// <summary>Carries the run on. Must do no harm when a stretch before died at any point, or two are under way.</summary>
    Task<Stretch> WorkAsync(Run run, CancellationToken cancellationToken);
}
