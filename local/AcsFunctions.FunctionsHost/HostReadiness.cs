namespace AcsFunctions.FunctionsHost;

/// <summary>Whether requests may reach functions: not before the app has started, and no longer once the host stops.</summary>
internal sealed class HostReadiness
{
    private volatile bool isReady;

    public bool IsReady
    {
        get => isReady;
        set => isReady = value;
    }
}
