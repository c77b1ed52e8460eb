using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>A token is valid from issue until it expires, its identity's tokens are revoked, or the identity is deleted.</summary>
public sealed class TokenLifeTests
{
    [Fact]
    public async Task A_token_is_valid_until_the_second_at_which_it_expires()
    {
        await using var wire = Wire.Create();
        var answer = await wire.IssueAsync(await wire.CreateIdentityAsync(), """{"scopes":["chat"],"expiresInMinutes":60}""");
        var expiresOn = answer.Json["expiresOn"]!.GetValue<DateTimeOffset>();

        wire.Clock.SetUtcNow(expiresOn.AddTicks(-1));
        var before = wire.Emulator.Inspection.Validate(answer.Token);
        wire.Clock.SetUtcNow(expiresOn);
        var after = wire.Emulator.Inspection.Validate(answer.Token);

        Assert.True(before.Valid);
        Assert.Equal(TokenRefusal.Expired, after.Refusal);
    }

    [Fact]
    public async Task Revoking_ends_earlier_tokens_and_no_later_ones_even_within_one_second()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var other = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        var earlier = (await wire.IssueAsync(id)).Token;

        var revoked = await wire.RevokeAsync(id);
        var later = (await wire.IssueAsync(id)).Token;

        Assert.Equal(204, revoked.Status);
        Assert.Equal(TokenRefusal.Revoked, wire.Emulator.Inspection.Validate(earlier).Refusal);
        Assert.True(wire.Emulator.Inspection.Validate(later).Valid);
        Assert.True(wire.Emulator.Inspection.Validate(other).Valid);
    }

    [Fact]
    public async Task Deleting_an_identity_ends_its_tokens_and_its_life()
    {
        await using var wire = Wire.Create();
        var id = await wire.CreateIdentityAsync();
        var token = (await wire.IssueAsync(id)).Token;

        var deleted = await wire.DeleteAsync(id);

        Assert.Equal(204, deleted.Status);
        Assert.Equal(TokenRefusal.IdentityDeleted, wire.Emulator.Inspection.Validate(token).Refusal);
        Assert.Null(wire.Emulator.Inspection.FindIdentity(id));
    }

    [Fact]
    public async Task A_token_of_another_emulator_cannot_pass()
    {
        await using var here = Wire.Create();
        await using var elsewhere = Wire.Create();
        var token = (await elsewhere.IssueAsync(await elsewhere.CreateIdentityAsync())).Token;

        var verdict = here.Emulator.Inspection.Validate(token);

        Assert.Equal(TokenRefusal.NotIssuedHere, verdict.Refusal);
        Assert.True(elsewhere.Emulator.Inspection.Validate(token).Valid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("not.a.token")]
    [InlineData("bm90.anNvbg.AAAA")]
    [InlineData("bnVsbA.bnVsbA.AAAA")]
    public async Task What_is_no_token_cannot_pass(string? token)
    {
        await using var wire = Wire.Create();

        var verdict = wire.Emulator.Inspection.Validate(token);

        Assert.Equal(TokenRefusal.Malformed, verdict.Refusal);
    }

    [Fact]
    public async Task An_altered_token_cannot_pass()
    {
        await using var wire = Wire.Create();
        var token = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        var other = (await wire.IssueAsync(await wire.CreateIdentityAsync())).Token;
        string[] parts = token.Split('.'), others = other.Split('.');

        var verdict = wire.Emulator.Inspection.Validate($"{parts[0]}.{others[1]}.{parts[2]}");

        Assert.Equal(TokenRefusal.BadSignature, verdict.Refusal);
        Assert.Null(verdict.Identity);
    }
}
