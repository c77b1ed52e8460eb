namespace AcsFunctions.FunctionsHost;

/// <summary>Whether requests may reach functions: not before a worker has reported them, and no longer once the host stops. Safe for use from any thread.</summary>
internal sealed class HostState
{
    private volatile ServedFunctions? served;
    private volatile bool isStopping;

    public ServedFunctions? Served
    {
        get => served;
        set => served = value;
    }

    public bool IsReady => served is not null && !isStopping;

    public void Stop() => isStopping = true;
}
