using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

// The recipe of docs/emulator.md, letter by letter.
public sealed class TokenTests : IAsyncDisposable
{
    private readonly AcsIdentityEmulator acs = AcsIdentityEmulator.CreateInProcess();

    [Fact]
    public async Task A_user_gets_a_token()
    {
        var client = new CommunicationIdentityClient(acs.ConnectionString, new CommunicationIdentityClientOptions { Transport = acs.CreateTransport() });
        var user = await client.CreateUserAndTokenAsync([CommunicationTokenScope.Chat], TestContext.Current.CancellationToken);
        Assert.True(acs.Inspection.Validate(user.Value.AccessToken.Token).Valid);
    }

    public ValueTask DisposeAsync() => acs.DisposeAsync();
}
