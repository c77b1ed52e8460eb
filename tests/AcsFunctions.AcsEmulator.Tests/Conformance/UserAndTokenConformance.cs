namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What clients can do since the package communication-identity: a user and a token in one call.</summary>
public abstract class UserAndTokenConformance : IdentityConformance
{
    [Fact]
    public async Task A_user_is_created_with_a_token_in_one_call()
    {
        var user = await Sdk.CreateUserAndTokenAsync(["chat", "voip"]);

        var verdict = Emulator.Inspection.Validate(user.Token!.Token);
        Assert.True(verdict.Valid);
        Assert.Equal(user.Id, verdict.Identity);
        Assert.Equal(["chat", "voip"], verdict.Scopes!);
    }

    [Fact]
    public async Task A_user_cannot_come_with_a_token_for_the_telephone_network()
    {
        var known = Emulator.Inspection.IdentityCount;

        var refusal = await Assert.ThrowsAsync<SdkException>(() => Sdk.CreateUserAndTokenAsync(["pstn"]));

        Assert.Equal((400, "ValidationError"), (refusal.Status, refusal.Code));
        Assert.Equal(known, Emulator.Inspection.IdentityCount);
    }
}
