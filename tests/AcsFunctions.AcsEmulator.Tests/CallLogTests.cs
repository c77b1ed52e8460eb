using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>A line per call that a person can read, with no secret in it.</summary>
public sealed class CallLogTests : IDisposable
{
    private readonly RecordingLogger log = new();

    [Fact]
    public async Task A_call_is_one_line_that_says_what_was_done_to_whom()
    {
        await using var wire = Create();
        var id = await wire.CreateIdentityAsync();

        await wire.IssueAsync(id);
        await wire.SendAsync(new WireRequest("POST", "/identities?api-version=2023-10-01") { Anonymous = true });

        Assert.Equal(
            [
                $"201 CreateIdentity {id} in 0.0 ms",
                $"200 IssueAccessToken {id} in 0.0 ms",
                "401 CreateIdentity - in 0.0 ms: there is no Authorization header",
            ],
            log.Lines);
    }

    [Fact]
    public async Task Secrets_cannot_reach_the_log()
    {
        await using var wire = Create();
        var id = await wire.CreateIdentityAsync();
        var token = (await wire.IssueAsync(id)).Token;
        var entra = EntraToken.Create(wire.Clock.GetUtcNow().AddHours(1));

        await wire.SendAsync("POST", $"/lost/{token}/{Uri.EscapeDataString(wire.AccessKey)}");
        await wire.SendAsync("DELETE", $"/identities/{token}");
        await wire.SendAsync(new WireRequest("POST", $"/identities?api-version=2023-10-01&token={token}"));
        await wire.SendAsync("POST", "/teamsUser/:exchangeAccessToken", $$"""{"token":"{{entra}}","appId":"x","userId":"y"}""");
        await wire.SendAsync(new WireRequest("POST", "/identities") { Authorization = $"Bearer {token}" });
        wire.Emulator.Faults.NextOfAny(Fault.DropAfterEffect);
        await Assert.ThrowsAsync<HttpRequestException>(() => wire.IssueAsync(id));

        var everything = string.Join('\n', log.Everything);
        Assert.Equal(8, log.Lines.Count);
        Assert.Contains(id, everything, StringComparison.Ordinal);
        Assert.All([.. token.Split('.'), .. entra.Split('.', StringSplitOptions.RemoveEmptyEntries), wire.AccessKey], secret =>
            Assert.DoesNotContain(secret[..Math.Min(secret.Length, 24)], everything, StringComparison.Ordinal));
    }

    public void Dispose() => log.Dispose();

    private Wire Create() => Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, LoggerFactory = log });
}
