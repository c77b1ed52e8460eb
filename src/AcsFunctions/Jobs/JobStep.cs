namespace AcsFunctions.Jobs;

/// <summary>What a step of a job came to.</summary>
/// <param name="IsLast">Whether the job is over.</param>
/// <param name="Report">The whole job's report so far, as JSON; never with secrets or user ids, since operators read it.</param>
public sealed record JobStep(bool IsLast, string Report);
