namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>This build and another under the same load, in turns: what a machine does besides hits both, and the ratio says what the builds do.</summary>
internal static class ThroughputComparison
{
    /// <returns>How many calls failed, and by how much this build is faster in the median of the rounds.</returns>
    public static async Task<(long Failed, double Ratio)> RunAsync(string other, int rounds, TimeSpan turn, int connections, TextWriter output)
    {
        await using var thisBuild = await BuiltEmulator.StartAsync(AppContext.BaseDirectory);
        await using var otherBuild = await BuiltEmulator.StartAsync(other);
        var (mine, others) = (new Side(thisBuild, turn, connections), new Side(otherBuild, turn, connections));
        await mine.WarmUpAsync();
        await others.WarmUpAsync();

        var ratios = new List<double>();
        await output.WriteLineAsync("round   this, calls/s   other, calls/s   ratio");
        for (var round = 1; round <= rounds; round++)
        {
            // Who is first changes, so that being first favours nobody.
            foreach (var side in round % 2 == 1 ? new[] { mine, others } : [others, mine])
            {
                await side.MeasureAsync();
            }

            ratios.Add(mine.CallsPerSecond / others.CallsPerSecond);
            await output.WriteLineAsync($"{round,5}   {mine.CallsPerSecond,13:F0}   {others.CallsPerSecond,14:F0}   {ratios[^1],5:F2}");
        }

        ratios.Sort();
        var median = (ratios[(rounds - 1) / 2] + ratios[rounds / 2]) / 2;
        await output.WriteLineAsync($"ratio {median:F2} (median; {ratios[0]:F2} to {ratios[^1]:F2}), {mine.Failed + others.Failed} failed");
        await output.WriteLineAsync($"CPU us per call   {mine.CpuMicroseconds:F0} this, {others.CpuMicroseconds:F0} other, load generator apart");
        return (mine.Failed + others.Failed, median);
    }

    private sealed class Side(BuiltEmulator emulator, TimeSpan turn, int connections)
    {
        private readonly IssueLoad load = new(emulator.ConnectionString, connections);
        private TimeSpan cpu;
        private long calls;

        public double CallsPerSecond { get; private set; }

        public long Failed { get; private set; }

        public double CpuMicroseconds => cpu.TotalMicroseconds / calls;

        public async Task WarmUpAsync() => await load.RunAsync(turn);

        public async Task MeasureAsync()
        {
            var (started, before) = (TimeProvider.System.GetTimestamp(), emulator.CpuTime);
            var measured = await load.RunAsync(turn);
            CallsPerSecond = measured.Calls / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            (cpu, calls, Failed) = (cpu + (emulator.CpuTime - before), calls + measured.Calls, Failed + measured.Failed);
        }
    }
}
