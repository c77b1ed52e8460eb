namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>How many tokens a second are issued over HTTP, each call signed and verified, each token signed with ES256.</summary>
internal static class Throughput
{
    public static async Task<int> RunAsync(int seconds, int connections)
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256 });
        var load = new IssueLoad(emulator.ConnectionString, connections);
        await load.RunAsync(TimeSpan.FromSeconds(2));

        var before = Environment.CpuUsage.TotalTime;
        var (calls, failed, milliseconds) = await load.RunAsync(TimeSpan.FromSeconds(seconds));
        var cpu = Environment.CpuUsage.TotalTime - before;

        milliseconds.Sort();
        Console.WriteLine($"issue calls/s         {calls / (double)seconds,10:F0}   ({connections} connections, {Environment.ProcessorCount} cores, load generator included)");
        Console.WriteLine($"latency ms            {At(milliseconds, 0.5),10:F2} p50   {At(milliseconds, 0.99):F2} p99");
        Console.WriteLine($"CPU us per call       {cpu.TotalMicroseconds / calls,10:F0}   (so at most {Environment.ProcessorCount * calls / cpu.TotalSeconds:F0}/s on cores of its own)");
        Console.WriteLine($"failed                {failed,10}");
        return failed == 0 ? 0 : 1;
    }

    public static async Task<int> CompareAsync(string other, int rounds, int seconds, int connections)
    {
        var (failed, _) = await ThroughputComparison.RunAsync(other, Math.Max(1, rounds), TimeSpan.FromSeconds(seconds), connections, Console.Out);
        return failed == 0 ? 0 : 1;
    }

    private static double At(List<double> sorted, double quantile) => sorted[(int)((sorted.Count - 1) * quantile)];
}
