namespace AcsFunctions.Local.CommandLine;

/// <summary>Keeps a proxy that the environment names out of what the parts of a stack say to each other.</summary>
internal static class ProxyBypass
{
    // Programs differ in which they read, and in which wins.
    private static readonly string[] Names = ["no_proxy", "NO_PROXY"];

    /// <summary>For this process, as long as it has asked nobody yet, and for those that it starts.</summary>
    public static void ForThisMachine()
    {
#pragma warning disable RS0030 // No setting of ours: libraries read it, and programs that are started.
        var others = Names.Select(Environment.GetEnvironmentVariable).Where(hosts => !string.IsNullOrEmpty(hosts)).Distinct();
#pragma warning restore RS0030
        var all = string.Join(',', [.. others, "127.0.0.1", "localhost"]);
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, all);
        }
    }
}
