namespace AcsFunctions.Perf.Serving;

/// <summary>What a host runs.</summary>
internal enum HostedApp
{
    /// <summary>The function app of this repository.</summary>
    Ours,

    /// <summary>The floor and the sample pattern.</summary>
    Probes,

    /// <summary>A function that does nothing.</summary>
    Empty,
}
