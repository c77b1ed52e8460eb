namespace AcsFunctions.Perf.Serving;

/// <summary>What the serving process reads from its standard input, in one line.</summary>
/// <param name="Hosts">The hosts to run.</param>
/// <param name="CountsUpstream">Whether calls upstream are counted, which costs a little in each of them.</param>
internal sealed record ServePlan(IReadOnlyList<HostPlan> Hosts, bool CountsUpstream);
