using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>The npm package <c>oidc-provider</c> in a Node process, which ends with its standard input, so also when the tests are killed.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    private const string Callback = "http://127.0.0.1/callback";

    private readonly Process node;

    private OpenIdProvider(Process node, string address) => (this.node, Address) = (node, address);

    public string Address { get; }

    public static async Task<OpenIdProvider> StartAsync(string resource, string scope)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "js");
        await NodePackages.EnsureAsync(folder, cancellation);
        var node = NodeProgram.Start(new ProcessStartInfo("node", ["provider.mjs", resource, scope])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        // Node blocks on a full pipe.
        var errors = node.StandardError.ReadToEndAsync(CancellationToken.None);
        var address = await node.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException($"The OpenID provider did not start: {await errors}");
        return new OpenIdProvider(node, address);
    }

    /// <summary>A user signs in with a browser: authorization code with PKCE, as a front-end does it.</summary>
    public async Task<string> SignInAsync(string user, string resource, string scope)
    {
        var verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = new Uri(Address) };
        var next = new Uri(browser.BaseAddress, $"/auth?client_id=front-end&response_type=code&redirect_uri={Uri.EscapeDataString(Callback)}" +
            $"&scope={Uri.EscapeDataString("openid " + scope)}&resource={Uri.EscapeDataString(resource)}" +
            $"&code_challenge={challenge}&code_challenge_method=S256&login_hint={user}");
        while (!next.AbsoluteUri.StartsWith(Callback, StringComparison.Ordinal))
        {
            using var answer = await browser.GetAsync(next, TestContext.Current.CancellationToken);
            Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            next = new Uri(next, answer.Headers.Location);
        }

        var code = System.Web.HttpUtility.ParseQueryString(next.Query)["code"] ?? throw new InvalidOperationException($"The OpenID provider refused: {next.Query}");
        return await TokenAsync(browser, "access_token", new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "front-end",
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["code_verifier"] = verifier,
            ["resource"] = resource,
        });
    }

    /// <summary>A client gets a token for itself.</summary>
    public async Task<string> SignInClientAsync(string resource, string scope)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        return await TokenAsync(client, "access_token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "back-end",
            ["client_secret"] = "development-only",
            ["resource"] = resource,
            ["scope"] = scope,
        });
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private static async Task<string> TokenAsync(HttpClient client, string field, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, json);
        return JsonDocument.Parse(json).RootElement.GetProperty(field).GetString()!;
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
