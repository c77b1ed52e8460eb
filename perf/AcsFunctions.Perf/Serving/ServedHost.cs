namespace AcsFunctions.Perf.Serving;

/// <summary>A host that listens.</summary>
internal sealed record ServedHost(string Name, Uri Address, string FunctionKey)
{
    /// <summary>When its worker process was started.</summary>
    public DateTimeOffset WorkerStartedOn { get; init; }
}
