namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What only the package communication-administration can do, the client of the first quickstart.</summary>
public abstract class AdministrationConformance(JavaScriptClients clients, string package) : IdentityConformance
{
    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect(package, connectionString);

    /// <summary>These versions take a zero for no answer.</summary>
    private protected override TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

    private JavaScriptSdk Client => clients.Connect(package, Emulator.ConnectionString);

    [Fact]
    public async Task A_token_may_be_for_the_telephone_network()
    {
        var user = await Sdk.CreateUserAsync();

        var token = await Sdk.GetTokenAsync(user.Id, ["pstn", "voip"]);

        Assert.Equal(["pstn", "voip"], Emulator.Inspection.Validate(token.Token).Scopes!);
    }

    [Fact]
    public async Task A_patch_that_says_nothing_revokes_every_token()
    {
        var user = await Sdk.CreateUserAsync();
        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        await Client.RevokeTokensAsync(user.Id, tokensValidFrom: null);

        Assert.Equal(TokenRefusal.Revoked, Emulator.Inspection.Validate(token.Token).Refusal);
    }

    [Fact]
    public async Task Tokens_from_after_the_instant_live_on()
    {
        var user = await Sdk.CreateUserAsync();
        var token = await Sdk.GetTokenAsync(user.Id, Chat);

        await Client.RevokeTokensAsync(user.Id, TimeProvider.System.GetUtcNow().AddMinutes(-1));
        var before = Emulator.Inspection.Validate(token.Token);
        await Client.RevokeTokensAsync(user.Id, TimeProvider.System.GetUtcNow().AddMinutes(1));

        Assert.True(before.Valid);
        Assert.Equal(TokenRefusal.Revoked, Emulator.Inspection.Validate(token.Token).Refusal);
    }
}
