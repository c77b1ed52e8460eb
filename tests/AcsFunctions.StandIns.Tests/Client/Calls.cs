using Azure;
using Azure.Communication;
using Azure.Communication.Identity;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>Every method of the client by name, in both styles, with arguments that do not matter.</summary>
internal static class Calls
{
    public const string Id = "8:acs:2dee53b4-368b-45b4-ab52-8493fb117652_00000005-14a2-493b-8a72-5a3a0d000081";
    public const string Token = """{"token":"secret.token.value","expiresOn":"2026-11-23T12:00:00.1234567+00:00"}""";
    public const string Created = $$"""{"identity":{"id":"{{Id}}"},"accessToken":{{Token}}}""";

    public static readonly CommunicationUserIdentifier User = new(Id);

    private static readonly CommunicationTokenScope[] Chat = [CommunicationTokenScope.Chat];
    private static readonly GetTokenForTeamsUserOptions Teams = new("entra", "app", "user");

    private static readonly Dictionary<string, Call> ByName = new()
    {
        ["CreateUser"] = new(201, Created, (client, cancel) => client.CreateUser(cancel).GetRawResponse(), async (client, cancel) => (await client.CreateUserAsync(cancel)).GetRawResponse()),
        ["CreateUserAndToken"] = new(201, Created, (client, cancel) => client.CreateUserAndToken(Chat, cancel).GetRawResponse(), async (client, cancel) => (await client.CreateUserAndTokenAsync(Chat, cancel)).GetRawResponse()),
        ["GetToken"] = new(200, Token, (client, cancel) => client.GetToken(User, Chat, cancel).GetRawResponse(), async (client, cancel) => (await client.GetTokenAsync(User, Chat, cancel)).GetRawResponse()),
        ["GetTokenForTeamsUser"] = new(200, Token, (client, cancel) => client.GetTokenForTeamsUser(Teams, cancel).GetRawResponse(), async (client, cancel) => (await client.GetTokenForTeamsUserAsync(Teams, cancel)).GetRawResponse()),
        ["RevokeTokens"] = new(204, null, (client, cancel) => client.RevokeTokens(User, cancel), (client, cancel) => client.RevokeTokensAsync(User, cancel)),
        ["DeleteUser"] = new(204, null, (client, cancel) => client.DeleteUser(User, cancel), (client, cancel) => client.DeleteUserAsync(User, cancel)),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static MatrixTheoryData<string, CallStyle> InBothStyles => new(ByName.Keys, Enum.GetValues<CallStyle>());

    public static ScriptedService Succeeds(this ScriptedService service, string operation) =>
        service.Answers(SuccessOf(operation).Status, SuccessOf(operation).Body);

    public static (int Status, string? Body) SuccessOf(string operation) => (ByName[operation].Success, ByName[operation].Body);

    public static async Task<Response> Send(this CommunicationIdentityClient client, string operation, CallStyle style, CancellationToken cancellationToken) =>
        style == CallStyle.Synchronous
            ? ByName[operation].Now(client, cancellationToken)
            : await ByName[operation].Later(client, cancellationToken);

    private sealed record Call(
        int Success,
        string? Body,
        Func<CommunicationIdentityClient, CancellationToken, Response> Now,
        Func<CommunicationIdentityClient, CancellationToken, Task<Response>> Later);
}
