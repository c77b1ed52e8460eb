using AcsFunctions.Perf.Serving;

/// <summary>
/// Counts inside a worker that is measured: the runtime runs this before the worker's own code. The name and the lack of a namespace are
/// its rule (https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md).
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => CountersAgent.Start();
}
