namespace AcsFunctions.Jobs;

/// <summary>Does the jobs of one kind.</summary>
public interface IJobHandler
{
    JobKind Kind { get; }

    /// <summary>
    /// How long a step may take. A crash costs at most the counts of one step, and the wait until its lease has run out.
    /// </summary>
    TimeSpan StepTime { get; }

    /// <summary>Does the next step. Must do no harm when an earlier step died at any point, or two are under way.</summary>
    Task<JobStep> WorkAsync(Job job, CancellationToken cancellationToken);
}
