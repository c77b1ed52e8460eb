using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.Tests.Worker;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AcsFunctions.Local.Tests.SignIn;

public sealed class DevelopmentSignInTests : IAsyncLifetime
{
    private const string AllowedOrigin = "http://localhost:5173";

    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-03-04T05:06:07Z", CultureInfo.InvariantCulture));
    private readonly HttpClient http = new();
    private DevelopmentSignIn signIn = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => signIn = await DevelopmentSignIn.StartAsync(
        new DevelopmentSignInOptions { TimeProvider = time, AllowedOrigins = [AllowedOrigin], SigningKey = SignInKeys.Shared },
        Cancellation);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await signIn.DisposeAsync();
    }

    [Fact]
    public async Task A_token_from_the_endpoint_is_verified_with_the_published_metadata()
    {
        var answer = await AskAsync(("user", "alice"));

        var result = await VerifyAsync((string)answer["access_token"]!);

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("Bearer", (string?)answer["token_type"]);
        Assert.Equal(3600, (int?)answer["expires_in"]);
    }

    [Fact]
    public async Task A_token_that_another_sign_in_issued_is_not_verified()
    {
        await using var stranger = await DevelopmentSignIn.StartAsync(cancellationToken: Cancellation);

        var result = await VerifyAsync(stranger.IssueToken("alice"));

        Assert.False(result.IsValid);
    }

    [Fact]
    public void The_claims_are_those_an_application_of_an_issuer_reads()
    {
        var token = Read(signIn.IssueToken("alice", "chat voip", ["Admin"], TimeSpan.FromMinutes(5)));

        Assert.Equal(signIn.Issuer, token.Issuer);
        Assert.Equal([DevelopmentSignIn.Audience], token.Audiences);
        Assert.Equal("alice", token.Subject);
        Assert.Equal("alice", token.GetClaim("name").Value);
        Assert.Equal("chat voip", token.GetClaim("scp").Value);
        Assert.Equal("Admin", Assert.Single(token.Claims, claim => claim.Type == "roles").Value);
        Assert.Equal(time.GetUtcNow().UtcDateTime, token.IssuedAt);
        Assert.Equal(time.GetUtcNow().UtcDateTime, token.ValidFrom);
        Assert.Equal(time.GetUtcNow().UtcDateTime.AddMinutes(5), token.ValidTo);
    }

    [Fact]
    public void A_user_has_the_same_object_id_each_time_and_shares_only_the_tenant_with_others()
    {
        var first = Read(signIn.IssueToken("alice"));
        var again = Read(signIn.IssueToken("alice"));
        var other = Read(signIn.IssueToken("bob"));

        Assert.Equal(first.GetClaim("oid").Value, again.GetClaim("oid").Value);
        Assert.NotEqual(first.GetClaim("oid").Value, other.GetClaim("oid").Value);
        Assert.Equal(first.GetClaim("tid").Value, other.GetClaim("tid").Value);
    }

    [Fact]
    public async Task A_form_chooses_scope_roles_and_lifetime()
    {
        var answer = await AskAsync(("user", "Zoë"), ("scope", "chat"), ("role", "Admin"), ("role", "Reader"), ("lifetime", "5"));

        var token = Read((string)answer["access_token"]!);
        Assert.Equal("Zoë", token.Subject);
        Assert.Equal("chat", token.GetClaim("scp").Value);
        Assert.Equal(["Admin", "Reader"], token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value));
        Assert.Equal(300, (int?)answer["expires_in"]);
    }

    [Fact]
    public async Task A_form_that_is_too_long_is_refused_and_none_of_the_issuers_failures()
    {
        var logs = new LogLines();
        await using var other = await DevelopmentSignIn.StartAsync(
            new DevelopmentSignInOptions { SigningKey = SignInKeys.Shared, ConfigureLogging = logs.AddTo }, Cancellation);
        using FormUrlEncodedContent form = new([new("user", new string('a', 20_000))]);

        using var answer = await http.PostAsync(other.TokenEndpoint, form, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        // Control: what it logs would be seen.
        Assert.Contains(logs.Lines, line => line.Contains("/token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user=")]
    [InlineData("user=a%00b")]
    [InlineData("user=alice&user=bob")]
    [InlineData("user=alice&lifetime=0")]
    [InlineData("user=alice&lifetime=1441")]
    [InlineData("user=alice&lifetime=soon")]
    public async Task A_form_that_asks_for_nonsense_cannot_get_a_token(string form)
    {
        using var content = new StringContent(form, null, "application/x-www-form-urlencoded");

        using var response = await http.PostAsync(signIn.TokenEndpoint, content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var refusal = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal("invalid_request", (string?)refusal!["error"]);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:80")]
    public async Task A_name_that_was_rebound_to_this_machine_cannot_reach_it(string host)
    {
        using var request = FormRequest(("user", "alice"));
        request.Headers.Host = host;

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task A_page_of_a_foreign_origin_cannot_sign_in(string origin)
    {
        using var request = FormRequest(("user", "alice"));
        request.Headers.Add("Origin", origin);

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(AllowedOrigin, HttpStatusCode.OK, false)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden, true)]
    public async Task Where_all_origins_may_call_the_functions_only_named_ones_can_sign_in_and_the_refusal_says_so(string origin, HttpStatusCode status, bool isExplained)
    {
        await using var open = await DevelopmentSignIn.StartAsync(
            new DevelopmentSignInOptions { AllowedOrigins = ["*", AllowedOrigin], SigningKey = SignInKeys.Shared }, Cancellation);
        using var request = FormRequest(("user", "alice"));
        request.RequestUri = open.TokenEndpoint;
        request.Headers.Add("Origin", origin);

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(isExplained, (await response.Content.ReadAsStringAsync(Cancellation)).Contains("'*' does not count here: name the origin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_can_sign_in_and_read_the_answer()
    {
        using var request = FormRequest(("user", "alice"));
        request.Headers.Add("Origin", AllowedOrigin);

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([AllowedOrigin], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_busy_port_is_named_in_one_sentence()
    {
        var port = signIn.TokenEndpoint.Port;

        var exception = await Assert.ThrowsAsync<LocalStackException>(
            () => DevelopmentSignIn.StartAsync(new DevelopmentSignInOptions { Port = port, SigningKey = SignInKeys.Shared }, Cancellation));

        Assert.Equal(
            $"Port {port} is in use, so the sign-in for development cannot listen there: stop what uses it, or choose another port (--port).",
            exception.Message);
    }

    private static JsonWebToken Read(string token) => new JsonWebTokenHandler().ReadJsonWebToken(token);

    private async Task<JsonObject> AskAsync(params (string Field, string Value)[] fields)
    {
        using var request = FormRequest(fields);
        using var response = await http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
    }

    private HttpRequestMessage FormRequest(params (string Field, string Value)[] fields) => new(HttpMethod.Post, signIn.TokenEndpoint)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Field, field.Value))),
    };

    private async Task<TokenValidationResult> VerifyAsync(string token)
    {
        var metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            signIn.Issuer + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = false });
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ConfigurationManager = metadata,
            ValidAudience = DevelopmentSignIn.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            LifetimeValidator = (notBefore, expires, _, _) => notBefore <= time.GetUtcNow().UtcDateTime && time.GetUtcNow().UtcDateTime < expires,
        });
    }
}
