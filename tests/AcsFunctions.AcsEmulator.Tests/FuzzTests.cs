using AcsFunctions.AcsEmulator.Perf.Fuzz;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Bad input gets an answer, never a 500, a hang or a crash. The long run is a command under perf.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Three_thousand_bad_requests_do_no_harm()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(
            new AcsEmulatorOptions { SigningAlgorithm = TokenSigningAlgorithm.ES256 }, TestContext.Current.CancellationToken);

        var outcome = await RawHttpFuzzer.RunAsync(emulator, requests: 3000, seed: 7, TestContext.Current.CancellationToken);

        Assert.Empty(outcome.Failures);

        // The control: the forge reaches past the gate, to successes and to refusals of every kind.
        Assert.All([200, 201, 204, 400, 401, 404, 405], status => Assert.Contains(status, outcome.Statuses.Keys));
    }
}
