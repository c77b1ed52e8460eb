namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>How many tokens a second are issued over HTTP, each call signed and verified, each token signed with ES256.</summary>
internal static class Throughput
{
    public static async Task<int> RunAsync(int seconds, int connections)
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256 });
        await MeasureAsync(emulator, TimeSpan.FromSeconds(2), connections);

        var before = Environment.CpuUsage.TotalTime;
        var (calls, failed, milliseconds) = await MeasureAsync(emulator, TimeSpan.FromSeconds(seconds), connections);
        var cpu = Environment.CpuUsage.TotalTime - before;

        milliseconds.Sort();
        Console.WriteLine($"issue calls/s         {calls / (double)seconds,10:F0}   ({connections} connections, {Environment.ProcessorCount} cores, load generator included)");
        Console.WriteLine($"latency ms            {At(milliseconds, 0.5),10:F2} p50   {At(milliseconds, 0.99):F2} p99");
        Console.WriteLine($"CPU us per call       {cpu.TotalMicroseconds / calls,10:F0}   (so at most {Environment.ProcessorCount * calls / cpu.TotalSeconds:F0}/s on cores of its own)");
        Console.WriteLine($"failed                {failed,10}");
        return failed == 0 ? 0 : 1;
    }

    private static double At(List<double> sorted, double quantile) => sorted[(int)((sorted.Count - 1) * quantile)];

    private static async Task<(long Calls, long Failed, List<double> Milliseconds)> MeasureAsync(AcsIdentityEmulator emulator, TimeSpan duration, int connections)
    {
        using var end = new CancellationTokenSource(duration);
        var workers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => WorkAsync(emulator, end.Token)));
        return (workers.Sum(worker => worker.Calls), workers.Sum(worker => worker.Failed), [.. workers.SelectMany(worker => worker.Milliseconds)]);
    }

    private static async Task<(long Calls, long Failed, List<double> Milliseconds)> WorkAsync(AcsIdentityEmulator emulator, CancellationToken end)
    {
        var signer = new SignedRequest(emulator);
        var clock = TimeProvider.System;
        using var connection = await RawConnection.OpenAsync(emulator.Endpoint, CancellationToken.None);
        var created = await connection.SendAsync(signer.Build("POST", "/identities?api-version=2023-10-01", "{}", clock.GetUtcNow()), CancellationToken.None);
        var id = created.Text.Split("\"id\":\"")[1].Split('"')[0];
        var target = $"/identities/{Uri.EscapeDataString(id)}/:issueAccessToken?api-version=2023-10-01";
        var (calls, failed, milliseconds) = (0L, 0L, new List<double>());
        while (!end.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            var answer = await connection.SendAsync(signer.Build("POST", target, """{"scopes":["chat","voip"]}""", clock.GetUtcNow()), CancellationToken.None);
            milliseconds.Add(clock.GetElapsedTime(started).TotalMilliseconds);
            calls++;
            failed += answer.Status == 200 ? 0 : 1;
        }

        return (calls, failed, milliseconds);
    }
}
