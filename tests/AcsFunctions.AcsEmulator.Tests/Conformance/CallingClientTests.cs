using System.Diagnostics;
using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>The clients that bear the tokens, as far as they go without the service that they are for.</summary>
public sealed class CallingClientTests
{
    private static readonly string Browser = Path.Combine(JavaScriptFolder.Path, "..", "browser");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("@azure/communication-calling")]
    [InlineData("calling-1")]
    public async Task A_call_agent_is_built_from_a_users_token_and_a_Teams_call_agent_from_a_Teams_users_alone(string package)
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess();

        var outcomes = await RunAsync(Browser, "agents.mjs", package, await IssueAsync(emulator));

        Assert.Equal("CallAgent", outcomes["userAgentFromUserToken"]!.GetValue<string>());
        Assert.Equal("TeamsCallAgent", outcomes["teamsAgentFromTeamsToken"]!.GetValue<string>());
        Assert.StartsWith("403 40231 ", outcomes["teamsAgentFromUserToken"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("403 40229 ", outcomes["userAgentFromTeamsToken"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Runs where it is asked for (<c>--explicit only</c>): it installs half a gigabyte.</summary>
    [Fact(Explicit = true)]
    public async Task The_user_interface_library_builds_its_adapters()
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess();
        await NodePackages.EnsureAsync(Path.Combine(Browser, "react"), Cancellation);
        var tokens = await IssueAsync(emulator);

        var outcomes = await RunAsync(Browser, Path.Combine("react", "adapters.mjs"), Path.Combine(Browser, "react", "node_modules", "@azure", "communication-calling"), tokens);

        Assert.Equal($"configuration {tokens["userId"]}", outcomes["callAdapter"]!.GetValue<string>());
        Assert.Equal($"configuration {EntraToken.UserId}", outcomes["teamsCallAdapter"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_chat_client_comes_with_its_token_over_TLS_and_learns_that_here_is_no_chat()
    {
        using var folder = new ScratchFolder();
        await using var emulator = await AcsIdentityEmulator.StartAsync(
            new AcsEmulatorOptions { Tls = true, AcceptBearer = token => token.Split('.').Length == 3 }, Cancellation);
        var certificate = folder.File("certificate.pem");
        await File.WriteAllTextAsync(certificate, emulator.Certificate!.ExportCertificatePem(), Cancellation);
        await NodePackages.EnsureAsync(JavaScriptFolder.Path, Cancellation);
        var tokens = await IssueAsync(emulator);
        var start = new ProcessStartInfo("node", ["chat.mjs", emulator.Endpoint.ToString()]) { WorkingDirectory = JavaScriptFolder.Path };
        start.Environment["NODE_EXTRA_CA_CERTS"] = certificate;

        var node = await NodeProgram.RunAsync(start, tokens["userToken"]!.GetValue<string>(), Cancellation);

        Assert.Equal("404 NotFound", node.Output.Trim());
        Assert.Equal(1, emulator.Inspection.CallsOf(AcsOperation.Unknown).Calls);
    }

    private static async Task<JsonObject> IssueAsync(AcsIdentityEmulator emulator)
    {
        using var http = new HttpClient(emulator.CreateHandler());
        var key = emulator.ConnectionString.Split("accesskey=")[1];
        var entra = EntraToken.Create(TimeProvider.System.GetUtcNow().AddHours(1));
        var user = await SendAsync("/identities", """{"createTokenWithScopes":["chat","voip"]}""");
        var teams = await SendAsync("/teamsUser/:exchangeAccessToken", $$"""{"token":"{{entra}}","appId":"{{EntraToken.AppId}}","userId":"{{EntraToken.UserId}}"}""");
        return new JsonObject
        {
            ["userId"] = user.Json["identity"]!["id"]!.GetValue<string>(),
            ["userToken"] = user.Token,
            ["teamsUserId"] = EntraToken.UserId,
            ["teamsToken"] = teams.Token,
        };

        async Task<WireAnswer> SendAsync(string path, string body)
        {
            using var request = new WireRequest("POST", $"{path}?api-version=2023-10-01", body).Build(emulator.Endpoint, key, TimeProvider.System);
            using var response = await http.SendAsync(request, Cancellation);
            return await WireAnswer.ReadAsync(response, Cancellation);
        }
    }

    private static async Task<JsonNode> RunAsync(string folder, string module, string callingPackage, JsonObject given)
    {
        await NodePackages.EnsureAsync(folder, Cancellation);
        var start = new ProcessStartInfo("node", ["run.mjs", module, callingPackage]) { WorkingDirectory = folder };

        var node = await NodeProgram.RunAsync(start, given.ToJsonString(), Cancellation);

        Assert.True(node.ExitCode == 0, node.Error);
        return JsonNode.Parse(node.Output)!;
    }
}
