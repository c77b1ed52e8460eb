using AcsFunctions.AcsEmulator;
using Azure;
using Azure.Communication;
using Azure.Communication.Identity;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>Client and emulator share no type: that they understand each other shows that both follow the service.</summary>
public sealed class EmulatorTests
{
    private static readonly CommunicationTokenScope[] Scopes = [CommunicationTokenScope.Chat, CommunicationTokenScope.VoIPJoin];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_identity_lives_from_creation_to_deletion()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancel);
        var client = new CommunicationIdentityClient(emulator.ConnectionString);

        var (user, first) = (await client.CreateUserAndTokenAsync(Scopes, TimeSpan.FromMinutes(60), Cancel)).Value;
        var second = (await client.GetTokenAsync(user, Scopes, Cancel)).Value;
        var revoked = await client.RevokeTokensAsync(user, Cancel);
        var deleted = await client.DeleteUserAsync(user, Cancel);

        Assert.StartsWith($"8:acs:{emulator.ResourceId}_", user.Id, StringComparison.Ordinal);
        Assert.NotEqual(first.Token, second.Token);
        Assert.InRange(second.ExpiresOn - first.ExpiresOn, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
        Assert.Equal((204, 204), (revoked.Status, deleted.Status));
        await Assert.ThrowsAsync<RequestFailedException>(() => client.GetTokenAsync(user, Scopes, Cancel));
    }

    [Fact]
    public async Task The_synchronous_methods_do_the_same()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancel);
        var client = new CommunicationIdentityClient(emulator.Endpoint, new AzureKeyCredential(emulator.ConnectionString.Split("accesskey=")[1]));

        var user = client.CreateUser(Cancel).Value;
        var token = client.GetToken(user, Scopes, Cancel).Value;
        client.RevokeTokens(user, Cancel);
        client.DeleteUser(user, Cancel);

        Assert.NotEmpty(token.Token);
        Assert.Throws<RequestFailedException>(() => client.GetToken(user, Scopes, Cancel));
    }

    [Fact]
    public async Task Another_key_cannot_call()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: Cancel);
        var stranger = new CommunicationIdentityClient(emulator.Endpoint, new AzureKeyCredential(Clients.Key));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => stranger.CreateUserAsync(Cancel));

        Assert.Equal((401, "Denied"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task An_identity_of_another_resource_cannot_be_reached()
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess();
        var client = new CommunicationIdentityClient(emulator.Endpoint, new RecordingCredential(), Clients.Options(emulator.CreateTransport()));
        var stranger = new CommunicationUserIdentifier("8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.DeleteUserAsync(stranger, Cancel));

        Assert.Equal((401, "IdentityNotOwned"), (refused.Status, refused.ErrorCode));
        Assert.Equal(201, (await client.CreateUserAsync(Cancel)).GetRawResponse().Status);
    }
}
