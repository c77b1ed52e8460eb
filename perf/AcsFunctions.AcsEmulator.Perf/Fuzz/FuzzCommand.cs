namespace AcsFunctions.AcsEmulator.Perf.Fuzz;

internal static class FuzzCommand
{
    public static async Task<int> RunAsync(int requests, int seed)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256 });

        var outcome = await RawHttpFuzzer.RunAsync(emulator, requests, seed, CancellationToken.None);

        foreach (var (status, count) in outcome.Statuses.OrderBy(status => status.Key))
        {
            Console.WriteLine($"{(status == 0 ? "closed" : status),6}   {count,8}");
        }

        outcome.Failures.ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"{requests} requests, seed {seed}, {outcome.Failures.Count} failures, {clock.GetElapsedTime(started).TotalSeconds:F0} s");
        return outcome.Failures.Count == 0 ? 0 : 1;
    }
}
