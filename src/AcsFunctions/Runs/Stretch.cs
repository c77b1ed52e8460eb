namespace AcsFunctions.Runs;

/// <summary>What a stretch of a run came to.</summary>
/// <param name="IsLast">Whether the run is over.</param>
/// <param name="Report">The whole run's report so far, as JSON; never with secrets or user ids, since operators read it.</param>
public sealed record Stretch(bool IsLast, string Report);
