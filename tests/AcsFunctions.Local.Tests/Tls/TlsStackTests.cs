using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.Local.Tests.Tls;

/// <summary>A stack that serves https, with its functions in a process of their own, whom it has to make trust the rest.</summary>
public sealed class TlsStackTests(TlsStackFixture fixture) : IClassFixture<TlsStackFixture>
{
    private static readonly string Scripts = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "js");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalStack Stack => fixture.Stack;

    [Fact]
    public async Task Whoever_trusts_the_certificate_gets_a_token_over_https_from_sign_in_to_ACS()
    {
        using HttpClient http = new(Trusting(Stack.CertificatePath!));
        using FormUrlEncodedContent form = new([KeyValuePair.Create("user", "alice")]);

        using var signedIn = await http.PostAsync(Stack.SignIn.TokenEndpoint, form, Cancellation);
        var session = (string?)(await signedIn.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["access_token"];
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(Stack.BaseAddress, "api/me/tokens"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        using var issued = await http.SendAsync(request, Cancellation);
        var token = (string?)(await issued.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["token"];

        Assert.All([Stack.SignIn.Issuer, $"{Stack.BaseAddress}", $"{Stack.Emulator.Endpoint}"], address => Assert.StartsWith("https://127.0.0.1:", address, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, issued.StatusCode);
        Assert.True(Stack.Emulator.Inspection.Validate(token!).Valid);
    }

    [Fact]
    public async Task Whoever_does_not_trust_the_certificate_gets_no_answer()
    {
        using HttpClient http = new();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(Stack.BaseAddress, "api/health/live"), Cancellation));

        Assert.IsType<AuthenticationException>(failure.InnerException);
    }

    [Fact]
    public async Task The_name_localhost_is_served_as_well()
    {
        using HttpClient http = new(Trusting(Stack.CertificatePath!));

        using var answer = await http.GetAsync(new UriBuilder(Stack.BaseAddress) { Host = "localhost", Path = "api/health/live" }.Uri, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "_local/emulator/identities")]
    [InlineData("POST", "_local/clean-up?dryRun=true")]
    public async Task The_playground_reaches_the_other_parts(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using var answer = await Stack.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_chat_client_bears_a_token_of_the_functions_and_learns_that_here_is_no_chat()
    {
        var calls = Stack.Emulator.Inspection.CallsOf(AcsOperation.Unknown).Calls;

        var overTls = await ChatAsync(Stack.Emulator.Endpoint);
        var withoutTls = await ChatAsync(new UriBuilder(Stack.Emulator.Endpoint) { Scheme = Uri.UriSchemeHttp }.Uri);

        Assert.Equal("404 NotFound", overTls);
        Assert.Equal(calls + 1, Stack.Emulator.Inspection.CallsOf(AcsOperation.Unknown).Calls);
        // Why there is TLS: the client gives its token to no address without it.
        Assert.Contains("non-https", withoutTls, StringComparison.Ordinal);
    }

    private async Task<string> ChatAsync(Uri chat)
    {
        await NodePackages.EnsureAsync(Scripts, Cancellation);
        ProcessStartInfo start = new("node", ["chat.mjs", $"{Stack.SignIn.TokenEndpoint}", $"{Stack.BaseAddress}", $"{chat}"]) { WorkingDirectory = Scripts };
        start.Environment["NODE_EXTRA_CA_CERTS"] = Stack.CertificatePath;
        var node = await NodeProgram.RunAsync(start, "", Cancellation);
        Assert.True(node.ExitCode == 0, node.Error);
        return node.Output.Trim();
    }

    private static SocketsHttpHandler Trusting(string file)
    {
        X509ChainPolicy trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(file));
        return new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
