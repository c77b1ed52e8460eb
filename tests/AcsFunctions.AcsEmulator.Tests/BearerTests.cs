using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator.Tests.Conformance;
using AcsFunctions.AcsEmulator.Tests.Support;
using Azure.Communication.Identity;
using Azure.Core;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>Entra tokens are accepted over TLS or in process, and never over plain http.</summary>
public sealed class BearerTests
{
    private const string Package = "@azure/communication-identity";

    private static readonly TokenCredential Credential = DelegatedTokenCredential.Create(static (_, _) => new AccessToken("entra", DateTimeOffset.MaxValue));

    [Fact]
    public async Task The_dotnet_client_may_come_with_a_managed_identity_in_process()
    {
        await using var emulator = AcsIdentityEmulator.CreateInProcess();
        var sdk = new DotNetSdk(new CommunicationIdentityClient(
            emulator.Endpoint, Credential, new CommunicationIdentityClientOptions { Transport = emulator.CreateTransport() }));

        var user = await sdk.CreateUserAndTokenAsync(["chat"]);

        Assert.True(emulator.Inspection.Validate(user.Token!.Token).Valid);
    }

    [Fact]
    public async Task The_JavaScript_SDK_may_come_with_one_over_TLS()
    {
        using var folder = new ScratchFolder();
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { Tls = true }, TestContext.Current.CancellationToken);
        var certificate = folder.File("certificate.pem");
        await File.WriteAllTextAsync(certificate, emulator.Certificate!.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using var node = await NodeBridge.StartAsync(certificate);

        var bearer = new JavaScriptSdk(() => Task.FromResult(node), new JsonObject { ["package"] = Package, ["endpoint"] = emulator.Endpoint.ToString(), ["bearer"] = "entra" });
        var key = new JavaScriptSdk(() => Task.FromResult(node), new JsonObject { ["package"] = Package, ["connectionString"] = emulator.ConnectionString });
        var user = await bearer.CreateUserAsync();
        await key.DeleteUserAsync(user.Id);

        Assert.Equal(Uri.UriSchemeHttps, emulator.Endpoint.Scheme);
        Assert.Equal(0, emulator.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_bearer_token_cannot_come_over_plain_HTTP()
    {
        await using var emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer entra");

        using var response = await http.PostAsync(new Uri("/identities?api-version=2023-10-01", UriKind.Relative), content: null, TestContext.Current.CancellationToken);

        var answer = await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
        Assert.Equal((401, "Denied", "a bearer token must come over TLS"), (answer.Status, answer.Code, answer.Headers["x-emulator-reason"]));
    }

    [Theory]
    [InlineData("Bearer entra", 201)]
    [InlineData("bearer entra", 201)]
    [InlineData("Bearer other", 401)]
    [InlineData("Bearer ", 401)]
    public async Task Which_tokens_are_taken_can_be_decided(string authorization, int status)
    {
        await using var wire = Wire.Create(configure: options => new AcsEmulatorOptions { TimeProvider = options.TimeProvider, AcceptBearer = token => token == "entra" });

        var answer = await wire.SendAsync(new WireRequest("POST", "/identities?api-version=2023-10-01") { Authorization = authorization });

        Assert.Equal(status, answer.Status);
    }
}
