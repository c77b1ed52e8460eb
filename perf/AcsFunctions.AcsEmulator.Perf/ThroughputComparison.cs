namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>This build and another under the same load, in turns: what a machine does besides hits both, and the ratio says what the builds do.</summary>
internal static class ThroughputComparison
{
    /// <returns>How many calls failed, and by how much this build is faster in the median of the rounds.</returns>
    public static async Task<(long Failed, double Ratio)> RunAsync(string other, int rounds, TimeSpan turn, int connections, TextWriter output)
    {
        var clock = TimeProvider.System;
        await using var thisBuild = await BuiltEmulator.StartAsync(AppContext.BaseDirectory);
        await using var otherBuild = await BuiltEmulator.StartAsync(other);
        var (thisLoad, otherLoad) = (new IssueLoad(thisBuild.ConnectionString, connections), new IssueLoad(otherBuild.ConnectionString, connections));
        await thisLoad.RunAsync(turn);
        await otherLoad.RunAsync(turn);

        var (failed, ratios) = (0L, new List<double>());
        await output.WriteLineAsync("round   this, calls/s   other, calls/s   ratio");
        for (var round = 1; round <= rounds; round++)
        {
            // Who is first changes, so that being first favours nobody.
            var first = await MeasureAsync(round % 2 == 1 ? thisLoad : otherLoad);
            var second = await MeasureAsync(round % 2 == 1 ? otherLoad : thisLoad);
            var (mine, others) = round % 2 == 1 ? (first, second) : (second, first);
            ratios.Add(mine / others);
            await output.WriteLineAsync($"{round,5}   {mine,13:F0}   {others,14:F0}   {ratios[^1],5:F2}");
        }

        ratios.Sort();
        var median = (ratios[(rounds - 1) / 2] + ratios[rounds / 2]) / 2;
        await output.WriteLineAsync($"ratio {median:F2} (median; {ratios[0]:F2} to {ratios[^1]:F2}), {failed} failed");
        return (failed, median);

        async Task<double> MeasureAsync(IssueLoad load)
        {
            var started = clock.GetTimestamp();
            var measured = await load.RunAsync(turn);
            failed += measured.Failed;
            return measured.Calls / clock.GetElapsedTime(started).TotalSeconds;
        }
    }
}
