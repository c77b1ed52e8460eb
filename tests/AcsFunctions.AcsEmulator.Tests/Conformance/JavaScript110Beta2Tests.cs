using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-identity 1.1.0-beta.2, in api-version 2021-10-31-preview.</summary>
public sealed class JavaScript110Beta2Tests(SocketFixture fixture, JavaScriptClients clients) : UserAndTokenConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect("identity-1.1.0-beta.2", connectionString);

    /// <summary>This version takes a zero for no answer.</summary>
    private protected override TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_Teams_token_is_exchanged_without_saying_whose_it_is()
    {
        var expiresOn = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddMinutes(70).ToUnixTimeSeconds());

        var token = await clients.Connect("identity-1.1.0-beta.2", Emulator.ConnectionString).GetTokenForTeamsUserAsync(EntraToken.Create(expiresOn));

        Assert.Equal($"8:orgid:{EntraToken.UserId}", Emulator.Inspection.Validate(token.Token).Identity);
        Assert.Equal(expiresOn, token.ExpiresOn);
    }
}
