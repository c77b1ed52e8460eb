using System.Text.Json.Nodes;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>A version of the official JavaScript client, in a Node process.</summary>
internal sealed class JavaScriptSdk(Func<Task<NodeBridge>> startBridge, JsonObject connection) : IIdentitySdk
{
    public async Task<SdkUser> CreateUserAsync() => ToUser(await CallAsync("createUser"));

    public async Task<SdkUser> CreateUserAndTokenAsync(string[] scopes, int? minutes = null) =>
        ToUser(await CallAsync("createUserAndToken", Names(scopes), Options(minutes)));

    public async Task<SdkToken> GetTokenAsync(string id, string[] scopes, int? minutes = null) =>
        ToToken(await CallAsync("getToken", User(id), Names(scopes), Options(minutes)));

    public async Task<SdkToken> GetTokenForTeamsUserAsync(string token, string appId, string userId) =>
        ToToken(await CallAsync("getTokenForTeamsUser", new JsonObject { ["teamsUserAadToken"] = token, ["clientId"] = appId, ["userObjectId"] = userId }));

    /// <summary>The exchange of 1.1.0-beta.2, which asked for the token alone.</summary>
    public async Task<SdkToken> GetTokenForTeamsUserAsync(string token) => ToToken(await CallAsync("getTokenForTeamsUser", token));

    public Task RevokeTokensAsync(string id) => CallAsync("revokeTokens", User(id));

    /// <summary>The revocation of the administration preview, which takes an instant; null sends a patch that says nothing.</summary>
    public Task RevokeTokensAsync(string id, DateTimeOffset? tokensValidFrom) =>
        CallAsync("revokeTokens", User(id), tokensValidFrom is { } instant ? new JsonObject { ["date"] = instant } : null);

    public Task DeleteUserAsync(string id) => CallAsync("deleteUser", User(id));

    private async Task<JsonNode> CallAsync(string method, params JsonNode?[] arguments)
    {
        var request = connection.DeepClone().AsObject();
        request["method"] = method;
        request["arguments"] = new JsonArray(arguments);
        var answer = await (await startBridge()).CallAsync(request);
        if (answer["error"] is { } error)
        {
            throw new SdkException(error["status"]!.GetValue<int>(), error["code"]?.ToString(), error["message"]!.GetValue<string>());
        }

        return answer["value"] ?? new JsonObject();
    }

    private static JsonObject User(string id) => new() { ["communicationUserId"] = id };

    private static JsonArray Names(string[] scopes) => [.. scopes.Select(scope => JsonValue.Create(scope))];

    private static JsonObject Options(int? minutes) => minutes is null ? [] : new JsonObject { ["tokenExpiresInMinutes"] = minutes };

    private static SdkUser ToUser(JsonNode value) =>
        new(value["user"]?["communicationUserId"]?.GetValue<string>() ?? value["communicationUserId"]!.GetValue<string>(), value["token"] is null ? null : ToToken(value));

    private static SdkToken ToToken(JsonNode value) => new(value["token"]!.GetValue<string>(), value["expiresOn"]!.GetValue<DateTimeOffset>());
}
