using System.Globalization;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Api-version 2020-07-20-preview2, where a patch with an instant revokes the tokens from before it.</summary>
public sealed class AdministrationPreviewTests
{
    private const string Version = "2020-07-20-preview2";

    [Theory]
    [InlineData(-2000, true, true)]
    [InlineData(-1000, false, true)]
    [InlineData(-500, false, true)]
    [InlineData(0, false, false)]
    public async Task An_instant_that_is_past_revokes_what_was_issued_until_then(int milliseconds, bool firstLives, bool secondLives)
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var first = (await wire.IssueAsync(id)).Token;
        wire.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await wire.IssueAsync(id)).Token;

        var answer = await PatchAsync(wire, id, wire.Clock.GetUtcNow().AddMilliseconds(milliseconds));
        var third = (await wire.IssueAsync(id)).Token;

        Assert.Equal(204, answer.Status);
        Assert.Equal([firstLives, secondLives, true], new[] { first, second, third }.Select(token => wire.Emulator.Inspection.Validate(token).Valid));
        Assert.Equal(new[] { firstLives, secondLives, true }.Count(lives => lives), wire.Emulator.Inspection.FindIdentity(id)!.LiveTokens.Count);
    }

    [Fact]
    public async Task An_instant_to_come_revokes_what_will_be_issued_before_it()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var now = wire.Clock.GetUtcNow();

        await PatchAsync(wire, id, now.AddSeconds(10));
        var early = (await wire.IssueAsync(id)).Token;
        wire.Clock.SetUtcNow(now.AddSeconds(10));
        var late = (await wire.IssueAsync(id)).Token;

        Assert.Equal(TokenRefusal.Revoked, wire.Emulator.Inspection.Validate(early).Refusal);
        Assert.True(wire.Emulator.Inspection.Validate(late).Valid);
    }

    [Fact]
    public async Task An_earlier_instant_cannot_bring_tokens_back()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var token = (await wire.IssueAsync(id)).Token;
        wire.Clock.Advance(TimeSpan.FromMinutes(1));

        await PatchAsync(wire, id, wire.Clock.GetUtcNow().AddSeconds(-1));
        await PatchAsync(wire, id, wire.Clock.GetUtcNow().AddHours(-1));

        Assert.Equal(TokenRefusal.Revoked, wire.Emulator.Inspection.Validate(token).Refusal);
    }

    [Fact]
    public async Task An_instant_outlives_a_restart()
    {
        using var folder = new ScratchFolder();
        var clock = Clock.Create();
        var options = new AcsEmulatorOptions { TimeProvider = clock, SigningAlgorithm = TokenSigningAlgorithm.ES256, PersistencePath = folder.File("state") };
        string earlier, later;
        await using (var before = Wire.Create(configure: _ => options))
        {
            var id = await before.CreateIdentityAsync();
            earlier = (await before.IssueAsync(id)).Token;
            clock.Advance(TimeSpan.FromMinutes(2));
            before.Clock.Advance(TimeSpan.FromMinutes(2));
            later = (await before.IssueAsync(id)).Token;
            await PatchAsync(before, id, clock.GetUtcNow().AddMinutes(-1));
        }

        await using var after = Wire.Create(configure: _ => options);

        Assert.Equal(TokenRefusal.Revoked, after.Emulator.Inspection.Validate(earlier).Refusal);
        Assert.True(after.Emulator.Inspection.Validate(later).Valid);
    }

    [Fact]
    public async Task A_patch_that_names_no_instant_cannot_revoke()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var token = (await wire.IssueAsync(id)).Token;

        var answer = await wire.SendAsync("PATCH", $"/identities/{Uri.EscapeDataString(id)}", """{"tokensValidFrom":"yesterday"}""", Version);

        Assert.Equal((400, "ValidationError"), (answer.Status, answer.Code));
        Assert.True(wire.Emulator.Inspection.Validate(token).Valid);
    }

    private static Task<WireAnswer> PatchAsync(Wire wire, string id, DateTimeOffset instant) => wire.SendAsync(
        "PATCH", $"/identities/{Uri.EscapeDataString(id)}", $$"""{"tokensValidFrom":"{{instant.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}}"}""", Version);
}
