using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The documented limits per 30 seconds, where they are switched on.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task The_call_after_the_limit_is_refused_until_the_window_ends()
    {
        await using var wire = WithQuotas(retryAfter: true);
        var id = await wire.CreateIdentityAsync();
        await CallAsync(500, () => wire.RevokeAsync(id));
        wire.Clock.Advance(TimeSpan.FromSeconds(12));

        var over = await wire.RevokeAsync(id);
        wire.Clock.Advance(TimeSpan.FromSeconds(18));
        var later = await wire.RevokeAsync(id);

        Assert.Equal((429, "TooManyRequests", "18"), (over.Status, over.Code, over.Headers["Retry-After"]));
        Assert.Equal(204, later.Status);
    }

    [Fact]
    public async Task A_refusal_comes_without_Retry_After_where_that_is_switched_off()
    {
        await using var wire = WithQuotas(retryAfter: false);
        var id = await wire.CreateIdentityAsync();
        await CallAsync(500, () => wire.RevokeAsync(id));

        var over = await wire.RevokeAsync(id);

        Assert.Equal(429, over.Status);
        Assert.False(over.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_shorter_window_holds_as_much_less()
    {
        await using var wire = Wire.Create(
            configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, Quotas = true, QuotaWindow = TimeSpan.FromSeconds(3) });
        var id = await wire.CreateIdentityAsync();
        await CallAsync(50, () => wire.RevokeAsync(id));

        var over = await wire.RevokeAsync(id);
        wire.Clock.Advance(TimeSpan.FromSeconds(3));
        var later = await wire.RevokeAsync(id);

        Assert.Equal((429, "3", 204), (over.Status, over.Headers["Retry-After"], later.Status));
    }

    [Fact]
    public async Task A_factor_allows_as_much_more_in_the_same_window()
    {
        await using var wire = Wire.Create(
            configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, Quotas = true, QuotaFactor = 1.5 });
        var id = await wire.CreateIdentityAsync();
        await CallAsync(749, () => wire.RevokeAsync(id));

        var last = await wire.RevokeAsync(id);
        var over = await wire.RevokeAsync(id);

        Assert.Equal((204, 429, "30"), (last.Status, over.Status, over.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Operations_cannot_use_up_each_others_limits()
    {
        await using var wire = WithQuotas(retryAfter: true);
        var id = await wire.CreateIdentityAsync();
        await CallAsync(501, () => wire.RevokeAsync(id));

        var revoke = await wire.RevokeAsync(id);
        var issue = await wire.IssueAsync(id);
        var delete = await wire.DeleteAsync(id);

        Assert.Equal((429, 200, 204), (revoke.Status, issue.Status, delete.Status));
    }

    [Fact]
    public async Task Nothing_is_limited_unless_asked()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();

        await CallAsync(501, () => wire.RevokeAsync(id));

        Assert.Equal(new CallCount(501, 501), wire.Emulator.Inspection.CallsOf(AcsOperation.RevokeAccessTokens));
    }

    private static Wire WithQuotas(bool retryAfter) =>
        Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, Quotas = true, RetryAfter = retryAfter });

    private static async Task CallAsync(int times, Func<Task> call)
    {
        for (var i = 0; i < times; i++)
        {
            await call();
        }
    }
}
