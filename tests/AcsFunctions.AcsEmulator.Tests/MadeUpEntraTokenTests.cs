using AcsFunctions.AcsEmulator.Tests.Conformance;
using AcsFunctions.AcsEmulator.Tests.Support;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests;

public sealed class MadeUpEntraTokenTests
{
    [Fact]
    public async Task The_emulators_own_Entra_token_can_be_exchanged()
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess();
        var sdk = new DotNetSdk(new CommunicationIdentityClient(
            emulator.ConnectionString, new CommunicationIdentityClientOptions { Transport = emulator.CreateTransport() }));
        var entra = AcsIdentityEmulator.CreateEntraToken(
            Guid.Parse(EntraToken.AppId), Guid.Parse(EntraToken.UserId), TimeProvider.System.GetUtcNow().AddHours(1));

        var token = await sdk.GetTokenForTeamsUserAsync(entra, EntraToken.AppId, EntraToken.UserId);

        Assert.Equal($"8:orgid:{EntraToken.UserId}", emulator.Inspection.Validate(token.Token).Identity);
    }
}
