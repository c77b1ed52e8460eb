using System.Net;
using AcsFunctions.Acs;
using AcsFunctions.Testing;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Tests.Acs;

/// <summary>What ACS says on the wire, and what we take it for.</summary>
public sealed class AcsIdentitiesTests
{
    private const string Identity = "8:acs:one";
    private const string Created = """{"identity":{"id":"8:acs:one"}}""";
    private const string CreatedWithToken = """{"identity":{"id":"8:acs:one"},"accessToken":{"token":"secret-token","expiresOn":"2026-07-02T12:00:00Z"}}""";
    private const string Issued = """{"token":"secret-token","expiresOn":"2026-07-02T12:00:00Z"}""";

    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly RecordingLogger<AcsIdentities> logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Created_identities_and_issued_tokens_are_read_in_full()
    {
        var handler = new ScriptedHandler(
            ScriptedHandler.Json(HttpStatusCode.Created, Created),
            ScriptedHandler.Json(HttpStatusCode.Created, CreatedWithToken),
            ScriptedHandler.Json(HttpStatusCode.OK, Issued));
        var acs = Acs(handler);

        var bare = await acs.CreateAsync(null, Token);
        var withToken = await acs.CreateAsync(TokenRequest, Token);
        var issued = await acs.IssueAsync(Identity, TokenRequest, Token);

        Assert.Equal(new AcsIdentity(Identity, null), bare.Value);
        Assert.Equal(new AcsToken("secret-token", new DateTimeOffset(2026, 7, 2, 12, 0, 0, TimeSpan.Zero)), withToken.Value!.Token);
        Assert.Equal(withToken.Value.Token, issued.Value);
    }

    [Fact]
    public async Task A_creation_without_an_answer_is_never_sent_again()
    {
        foreach (var answer in new[] { ScriptedHandler.Dropped, ScriptedHandler.Html(HttpStatusCode.BadGateway), ScriptedHandler.Json(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "0")) })
        {
            var handler = new ScriptedHandler(answer);

            var refusal = (await Acs(handler).CreateAsync(null, Token)).Refusal;

            Assert.Equal(AcsRefusalKind.Unavailable, refusal?.Kind);
            Assert.Single(handler.Asked);
        }
    }

    [Fact]
    public async Task A_throttled_call_is_sent_again_after_a_short_wait_even_a_creation()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Json(HttpStatusCode.TooManyRequests, "{}", ("retry-after-ms", "1")), ScriptedHandler.Json(HttpStatusCode.Created, Created));

        var answer = await Acs(handler).CreateAsync(null, Token);

        Assert.Equal(Identity, answer.Value?.CommunicationUserId);
        Assert.Equal(2, handler.Asked.Count);
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData(null, null)]
    public async Task A_call_that_is_throttled_for_long_or_for_who_knows_how_long_is_the_callers_to_repeat(string? retryAfter, int? seconds)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Json(HttpStatusCode.TooManyRequests, "{}", retryAfter is null ? [] : [("Retry-After", retryAfter)]));

        var refusal = (await Acs(handler).IssueAsync(Identity, TokenRequest, Token)).Refusal;

        Assert.Equal(new AcsRefusal(AcsRefusalKind.Throttled, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), refusal);
        Assert.Single(handler.Asked);
    }

    [Fact]
    public async Task Everything_but_a_creation_is_sent_again_when_there_is_no_answer()
    {
        var issue = new ScriptedHandler(ScriptedHandler.Dropped, ScriptedHandler.Html(HttpStatusCode.BadGateway), ScriptedHandler.Json(HttpStatusCode.OK, Issued));
        var revoke = new ScriptedHandler(ScriptedHandler.Dropped, ScriptedHandler.Json(HttpStatusCode.NoContent, ""));
        var delete = new ScriptedHandler(ScriptedHandler.Html(HttpStatusCode.ServiceUnavailable), ScriptedHandler.Json(HttpStatusCode.NoContent, ""));

        Assert.False((await Acs(issue).IssueAsync(Identity, TokenRequest, Token)).IsRefused);
        Assert.False((await Acs(revoke).RevokeAsync(Identity, Token)).IsRefused);
        Assert.False((await Acs(delete).DeleteAsync(Identity, Token)).IsRefused);

        Assert.Equal((3, 2, 2), (issue.Asked.Count, revoke.Asked.Count, delete.Asked.Count));
    }

    public static TheoryData<int, string, string, string> Refusals => new()
    {
        { 404, "IdentityNotFound", "No such identity.", nameof(AcsRefusalKind.NotFound) },
        { 400, "BadRequest", "Provided identity doesn't exist.", nameof(AcsRefusalKind.NotFound) },
        { 401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.", nameof(AcsRefusalKind.NotOwned) },
        { 403, "IdentityNotOwned", "Provided identity doesn't exist here.", nameof(AcsRefusalKind.NotOwned) },
        { 401, "Denied", "Denied by the resource provider.", nameof(AcsRefusalKind.Denied) },
        { 403, "Forbidden", "No.", nameof(AcsRefusalKind.Denied) },
        { 400, "ValidationError", "Scopes.", nameof(AcsRefusalKind.Denied) },
        // Only an exchange sends a token of somebody else's; elsewhere the token is ours.
        { 401, "InvalidAccessToken", "Provided access token is not valid.", nameof(AcsRefusalKind.Denied) },
        { 404, "ResourceNotFound", "The resource does not exist.", nameof(AcsRefusalKind.Denied) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_what_its_code_and_sentence_say(int status, string code, string message, string kind)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Error((HttpStatusCode)status, code, message));

        var refusal = (await Acs(handler).DeleteAsync(Identity, Token)).Refusal;

        Assert.Equal(kind, refusal?.Kind.ToString());
    }

    [Fact]
    public async Task A_gateways_404_page_does_not_mean_that_an_identity_is_gone()
    {
        var refusal = (await Acs(new ScriptedHandler(ScriptedHandler.Html(HttpStatusCode.NotFound))).DeleteAsync(Identity, Token)).Refusal;

        Assert.Equal(AcsRefusalKind.Unavailable, refusal?.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"token":"secret-token"}""")]
    [InlineData("""{"token":"","expiresOn":"2026-07-02T12:00:00Z"}""")]
    [InlineData("""{"token":"secret-token","expiresOn":"soon"}""")]
    public async Task A_truncated_or_senseless_answer_is_no_token(string body)
    {
        var refusal = (await Acs(new ScriptedHandler(ScriptedHandler.Json(HttpStatusCode.OK, body))).IssueAsync(Identity, TokenRequest, Token)).Refusal;

        Assert.Equal(AcsRefusalKind.Unavailable, refusal?.Kind);
    }

    [Theory]
    [InlineData("""{"identity":{"id":"8:acs:one"}}""")]
    [InlineData("""{"identity":{"id":"8:acs:one"},"accessToken":{"token":"","expiresOn":"2026-07-02T12:00:00Z"}}""")]
    public async Task An_identity_is_kept_though_its_first_token_is_unusable(string body)
    {
        var created = await Acs(new ScriptedHandler(ScriptedHandler.Json(HttpStatusCode.Created, body))).CreateAsync(TokenRequest, Token);

        Assert.Equal(new AcsIdentity(Identity, null), created.Value);
    }

    [Theory]
    [InlineData(400, "ValidationError", "userId", nameof(AcsRefusalKind.TeamsUserMismatch))]
    [InlineData(400, "ValidationError", "token", nameof(AcsRefusalKind.InvalidTeamsToken))]
    [InlineData(401, "InvalidAccessToken", null, nameof(AcsRefusalKind.InvalidTeamsToken))]
    [InlineData(401, "Denied", null, nameof(AcsRefusalKind.Denied))]
    public async Task A_refused_exchange_says_whose_fault_it_is(int status, string code, string? target, string kind)
    {
        var handler = new ScriptedHandler(ScriptedHandler.Error((HttpStatusCode)status, code, target: target));

        var refusal = (await Acs(handler).ExchangeTeamsTokenAsync("entra-token", Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Token)).Refusal;

        Assert.Equal(kind, refusal?.Kind.ToString());
    }

    [Fact]
    public async Task Denial_is_logged_loudly_and_no_token_or_upstream_text_is_logged()
    {
        var denied = new ScriptedHandler(ScriptedHandler.Error(HttpStatusCode.Unauthorized, "Denied", "upstream secret-token text"));
        var truncated = new ScriptedHandler(ScriptedHandler.Json(HttpStatusCode.OK, """{"token":"secret-token","expiresOn":"""));

        await Acs(denied).IssueAsync(Identity, TokenRequest, Token);
        await Acs(truncated).IssueAsync(Identity, TokenRequest, Token);

        Assert.Contains(logger.Lines, line => line.StartsWith("Critical 1202", StringComparison.Ordinal));
        Assert.Contains(logger.Lines, line => line.StartsWith("Warning 1203", StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Contains("secret-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_cancellation_throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Acs(new ScriptedHandler(ScriptedHandler.Dropped)).CreateAsync(null, cancelled.Token));
    }

    /// <summary>The first attempt fails, and the second hangs until the caller has gone: the client library then throws both at once.</summary>
    [Fact]
    public async Task A_call_cancelled_in_a_repetition_is_cancelled_and_nothing_else()
    {
        using var leaving = new CancellationTokenSource();
        var handler = new HangingHandler(leaving);

        var issue = Acs(handler).IssueAsync(Identity, TokenRequest, leaving.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => issue);
        Assert.Equal(2, handler.Attempts);
    }

    [Fact]
    public async Task A_credential_that_was_waited_for_when_the_caller_left_is_not_missing()
    {
        using var leaving = new CancellationTokenSource();
        var credential = new BrokenCredential(leaving.CancelAsync);

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => Acs(credential).HasCredentialAsync(leaving.Token));

        Assert.Equal(leaving.Token, cancelled.CancellationToken);
        Assert.Empty(logger.Lines);
        // Control: for a caller who stays it is missing.
        Assert.False(await Acs(credential).HasCredentialAsync(Token));
        Assert.Contains(logger.Lines, line => line.StartsWith("Critical 1204", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_without_a_credential_says_so_as_loudly_as_readiness_and_may_be_tried_again()
    {
        var refusal = (await Acs(new BrokenCredential(() => Task.CompletedTask)).IssueAsync(Identity, TokenRequest, Token)).Refusal;

        Assert.Equal(AcsRefusalKind.Unavailable, refusal?.Kind);
        Assert.StartsWith("Critical 1204", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    private AcsIdentities Acs(BrokenCredential credential)
    {
        var options = Options.Create(new AcsOptions { Endpoint = new Uri("https://name.communication.azure.com") });
        return new(new AcsClient(options, new AzureCredential(() => credential), HttpClientTransport.Shared), logger);
    }

    private AcsIdentities Acs(HttpMessageHandler handler)
    {
        var options = Options.Create(new AcsOptions { ConnectionString = "endpoint=https://name.communication.azure.com;accesskey=a2V5" });
        return new(new AcsClient(options, new AzureCredential(), new HttpClientTransport(new HttpClient(handler))), logger);
    }
}
