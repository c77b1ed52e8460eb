namespace AcsFunctions.Perf.Serving;

/// <summary>What the serving process reads from its standard input, in one line.</summary>
/// <param name="Hosts">The hosts to run.</param>
/// <param name="CountsUpstream">Whether calls upstream are counted, which costs a little in each of them.</param>
internal sealed record ServePlan(IReadOnlyList<HostPlan> Hosts, bool CountsUpstream)
{
    /// <summary>Where the apps were published to; null for those that were built with this program.</summary>
    public string? Published { get; init; }

    /// <summary>Whether the serving process has served an empty function before, so that what is cold is the worker and not its host.</summary>
    public bool IsHostWarm { get; init; }
}
