using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AcsFunctions.Client;
using AcsFunctions.Clients.Tests.Stack;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>What everybody copies gives each user their own identity, and nobody else any.</summary>
public sealed partial class QuickStartTests
{
    private static readonly string Root = Path.GetDirectoryName(Contract.Path)!;

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/AcsFunctions.Client/README.md")]
    public void A_README_shows_what_is_tried_here_with_all_that_an_app_has_to_name(string document)
    {
        var tried = File.ReadAllText(Path.Combine(Root, "tests/AcsFunctions.Clients.Tests/Package/QuickStart.cs"));
        // Those that the Web SDK does not name by itself.
        var usings = Using().Matches(tried).Select(match => match.Value).Where(line => !line.Contains(" Microsoft.", StringComparison.Ordinal));
        var statements = Statements().Matches(tried).Select(match => match.Groups[1].Value);

        var shown = Block().Match(File.ReadAllText(Path.Combine(Root, document))).Groups[1].Value;

        Assert.Equal(Plain(string.Join(' ', [.. usings, .. statements])), Plain(shown));
    }

    [Fact]
    public async Task Each_user_gets_a_token_of_their_own()
    {
        var service = new ScriptedService(ScriptedService.Json(ResilienceTests.Token));

        var ada = await PostAsync(service, new Claim(ClaimTypes.NameIdentifier, "ada"));
        var adas = service.Last!.RequestUri!.AbsolutePath;
        var bob = await PostAsync(service, new Claim(ClaimTypes.NameIdentifier, "bob"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ada, bob));
        Assert.Equal(("/api/keyed/users/shop%7Cada/tokens", "/api/keyed/users/shop%7Cbob/tokens"), (adas, service.Last.RequestUri.AbsolutePath));
    }

    [Fact]
    public async Task Whoever_has_no_name_gets_no_token()
    {
        var service = new ScriptedService(ScriptedService.Json(ResilienceTests.Token));

        var stranger = await PostAsync(service);
        var nameless = await PostAsync(service, new Claim("sub", "ada"));
        var empty = await PostAsync(service, new Claim(ClaimTypes.NameIdentifier, ""));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (stranger, nameless, empty));
        Assert.Equal(0, service.Calls);
    }

    private static async Task<HttpStatusCode> PostAsync(ScriptedService service, params Claim[] claims)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(claims);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignIn>("test", null);
        builder.Services.AddAuthorization();
        builder.Services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.FunctionKey = "a-key";
        }).ConfigurePrimaryHttpMessageHandler(() => service);
        await using var app = builder.Build();
        QuickStart.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        return (await http.PostAsync(new Uri("acs-token", UriKind.Relative), null, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static string Plain(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"^using .*?;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^    \{\r?\n(.*?)^    \}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Statements();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    /// <summary>Whoever has a claim is signed in.</summary>
    private sealed class SignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Claim[] claims)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(claims.Length == 0
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name)));
    }
}
