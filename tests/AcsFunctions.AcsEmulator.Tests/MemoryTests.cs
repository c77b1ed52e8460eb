using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>What is kept of tokens is bounded, and expired ones are forgotten.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task Only_the_newest_hundred_tokens_of_an_identity_are_remembered()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var first = (await wire.IssueAsync(id)).Token;

        for (var i = 0; i < 120; i++)
        {
            await wire.IssueAsync(id);
        }

        var identity = wire.Emulator.Inspection.FindIdentity(id)!;
        Assert.Equal((121, 100), (identity.TokensIssued, identity.LiveTokens.Count));
        Assert.True(wire.Emulator.Inspection.Validate(first).Valid);
    }

    [Fact]
    public async Task Expired_tokens_are_forgotten()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        await wire.IssueAsync(id, """{"scopes":["chat"],"expiresInMinutes":60}""");
        await wire.IssueAsync(id, """{"scopes":["voip"],"expiresInMinutes":120}""");

        wire.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(["voip"], Assert.Single(wire.Emulator.Inspection.FindIdentity(id)!.LiveTokens).Scopes);
    }
}
