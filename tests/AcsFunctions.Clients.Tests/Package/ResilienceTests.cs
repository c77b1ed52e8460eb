using System.Net;
using AcsFunctions.Client;
using AcsFunctions.Client.Models;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>What the package sends again, and what it makes of answers that are not the service's.</summary>
public sealed class ResilienceTests
{
    private const string User = "shop|1";
    internal const string Token = """{"user":{"communicationUserId":"8:acs:a","id":"8:acs:a","rawId":"8:acs:a"},"userId":"8:acs:a","token":"secret","expiresOn":"2030-01-01T00:00:00.000Z","expiresOnTimestamp":1893456000000,"scopes":["chat"],"isNew":true}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "acs_throttled")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "storage_unavailable")]
    public async Task What_may_be_sent_again_is(HttpStatusCode status, string code)
    {
        var service = new ScriptedService(ScriptedService.Problem(status, code, 0), ScriptedService.Json(Token));

        var token = await Clients.Over(service).IssueTokenAsync(User, cancellationToken: Cancellation);

        Assert.Equal(("secret", 2), (token.Token, service.Calls));
    }

    public static TheoryData<string> Once => ["revoke", "delete", "clean-up", "wind-down", "guest"];

    [Theory]
    [MemberData(nameof(Once))]
    public async Task What_may_have_taken_effect_is_not_sent_again(string call)
    {
        var unavailable = new ScriptedService(ScriptedService.Problem(HttpStatusCode.ServiceUnavailable, "storage_unavailable", 0));
        var down = new ScriptedService(ScriptedService.Down);

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => SendAsync(Clients.Over(unavailable), call));
        var lost = await Assert.ThrowsAsync<AcsFunctionsException>(() => SendAsync(Clients.Over(down), call));

        Assert.Equal(("storage_unavailable", true, 1), (refusal.Code, refusal.IsTransient, unavailable.Calls));
        Assert.Equal((AcsFunctionsException.NetworkError, true, null, 1), (lost.Code, lost.IsTransient, lost.Status, down.Calls));
    }

    [Theory]
    [MemberData(nameof(Once))]
    public async Task What_was_not_carried_out_is_sent_again(string call)
    {
        const string job = """{"operationId":"1","kind":"clean-up","dryRun":false,"status":"requested","requestedOn":"2030-01-01T00:00:00.000Z","guestId":"guest|1","deleteOn":"2030-01-01T00:00:00.000Z",""";
        var service = new ScriptedService(ScriptedService.Problem(HttpStatusCode.TooManyRequests, "acs_throttled", 0), ScriptedService.Json(job + Token[1..], HttpStatusCode.Accepted));

        await SendAsync(Clients.Over(service), call);

        Assert.Equal(2, service.Calls);
    }

    [Fact]
    public async Task A_long_Retry_After_is_left_to_the_caller()
    {
        var service = new ScriptedService(ScriptedService.Problem(HttpStatusCode.TooManyRequests, "acs_throttled", 11));

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service).IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal((TimeSpan.FromSeconds(11), true, 1), (refusal.RetryAfter, refusal.IsTransient, service.Calls));
    }

    /// <summary>Every 429 and 5xx of docs/errors.md but those of health, and whether it may pass: the service then sends <c>Retry-After</c> with it.</summary>
    public static TheoryData<HttpStatusCode, string, bool> Refusals => new()
    {
        { HttpStatusCode.InternalServerError, "internal_error", false },
        { HttpStatusCode.BadGateway, "acs_denied", false },
        { HttpStatusCode.BadGateway, "identity_missing_at_acs", false },
        { HttpStatusCode.BadGateway, "identity_not_owned", false },
        { HttpStatusCode.ServiceUnavailable, "authentication_not_configured", false },
        { HttpStatusCode.ServiceUnavailable, "teams_not_configured", false },
        { HttpStatusCode.ServiceUnavailable, "issuer_unavailable", true },
        { HttpStatusCode.ServiceUnavailable, "acs_unavailable", true },
        { HttpStatusCode.ServiceUnavailable, "storage_unavailable", true },
        { HttpStatusCode.ServiceUnavailable, "contended", true },
        { HttpStatusCode.ServiceUnavailable, "index_incomplete", true },
        { HttpStatusCode.ServiceUnavailable, "interrupted", true },
        { HttpStatusCode.TooManyRequests, "acs_throttled", true },
        { HttpStatusCode.TooManyRequests, "rate_limited", true },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_sent_again_only_where_waiting_helps(HttpStatusCode status, string code, bool waitingHelps)
    {
        var service = new ScriptedService(ScriptedService.Problem(status, code, waitingHelps ? 0 : null));

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service).IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal((code, waitingHelps, waitingHelps ? 4 : 1), (refusal.Code, refusal.IsTransient, service.Calls));
    }

    /// <summary>As a proxy passes them on that keeps only the headers it knows.</summary>
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_whose_Retry_After_was_lost_is_sent_again_all_the_same(HttpStatusCode status, string code, bool waitingHelps)
    {
        var service = new ScriptedService(ScriptedService.Problem(status, code));

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service).IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal((code, waitingHelps, null, waitingHelps ? 4 : 1), (refusal.Code, refusal.IsTransient, refusal.RetryAfter, service.Calls));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusals_of_some_users_do_not_stop_the_calls_for_others(HttpStatusCode status, string code, bool waitingHelps)
    {
        // Too long to be waited for.
        var refuse = ScriptedService.Problem(status, code, waitingHelps ? 11 : null);
        var service = new ScriptedService([.. Enumerable.Repeat(new[] { refuse, ScriptedService.Json(Token) }, 200).SelectMany(pair => pair)]);
        var client = Clients.Over(service);

        for (var i = 0; i < 200; i++)
        {
            // Never sent twice, so that only the circuit breaker can come in between.
            var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => client.RevokeTokensAsync("shop|refused", Cancellation));
            Assert.Equal(code, refusal.Code);
            Assert.Equal("secret", (await client.IssueTokenAsync(User, cancellationToken: Cancellation)).Token);
        }

        Assert.Equal(400, service.Calls);
    }

    [Theory]
    [InlineData("502")]
    [InlineData("502, a problem without a code")]
    [InlineData("503 whose body breaks off")]
    [InlineData("200 whose body breaks off")]
    [InlineData("a connection that is reset at once")]
    [InlineData("408")]
    [InlineData("429")]
    [InlineData("429, a problem without a code")]
    [InlineData("down")]
    public async Task What_is_not_the_service_s_word_is_sent_again(string failure)
    {
        var passing = new ScriptedService(Failure(failure), ScriptedService.Json(Token));
        var lasting = new ScriptedService(Failure(failure));

        var token = await Clients.Over(passing).IssueTokenAsync(User, cancellationToken: Cancellation);
        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(lasting).IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal(("secret", 2), (token.Token, passing.Calls));
        Assert.Equal((true, 4), (refusal.IsTransient, lasting.Calls));
    }

    [Theory]
    [InlineData("502", true)]
    [InlineData("502, a problem without a code", true)]
    [InlineData("503 whose body breaks off", true)]
    [InlineData("200 whose body breaks off", true)]
    [InlineData("down", true)]
    [InlineData("429", false)]
    [InlineData("429, a problem without a code", false)]
    public async Task A_service_that_is_not_there_is_left_alone_for_a_while(string failure, bool isOutage)
    {
        var service = new ScriptedService([.. Enumerable.Repeat(Failure(failure), 400), ScriptedService.Json(Token)]);
        var client = Clients.Over(service);
        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<AcsFunctionsException>(() => client.RevokeTokensAsync(User, Cancellation));
        }

        var sent = service.Calls;
        var after = await Record.ExceptionAsync(() => client.IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal(isOutage ? (100, 100, AcsFunctionsException.NetworkError) : (400, 401, null), (sent, service.Calls, (after as AcsFunctionsException)?.Code));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<p>Sign in</p>")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.Redirect, "")]
    [InlineData(HttpStatusCode.Forbidden, """{"code":"insufficient_scope"}""")]
    public async Task An_answer_that_is_not_the_service_s_is_told_apart(HttpStatusCode status, string body)
    {
        var service = new ScriptedService(ScriptedService.Json(body, status));

        var refusal = await Assert.ThrowsAsync<AcsFunctionsException>(() => Clients.Over(service).IssueTokenAsync(User, cancellationToken: Cancellation));

        Assert.Equal((AcsFunctionsException.UnexpectedAnswer, status, false), (refusal.Code, refusal.Status, refusal.IsTransient));
    }

    [Fact]
    public async Task A_body_comes_with_its_length()
    {
        var service = new ScriptedService(ScriptedService.Json(Token));

        await Clients.Over(service).IssueTokenAsync(User, new AcsTokenOptions { Scopes = ["chat"] }, Cancellation);

        Assert.Equal("""{"scopes":["chat"]}"""u8.ToArray(), service.LastBody);
        Assert.Equal(service.LastBody.Length, service.Last!.Content!.Headers.ContentLength);
        Assert.Equal("application/json", service.Last.Content.Headers.ContentType!.ToString());
        Assert.Equal("https://service.test/api/keyed/users/shop%7C1/tokens", service.Last.RequestUri!.AbsoluteUri);
        Assert.Equal(["a-key"], service.Last.Headers.GetValues("x-functions-key"));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_of_an_outage()
    {
        var service = new ScriptedService(ScriptedService.Json(Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Clients.Over(service).IssueTokenAsync(User, cancellationToken: new CancellationToken(true)));

        Assert.Equal(0, service.Calls);
    }

    [Theory]
    [InlineData("the app's own time limit")]
    [InlineData("no connection in time")]
    public async Task A_limit_of_the_apps_own_is_no_answer_and_not_the_caller_who_gave_up(string limit)
    {
        HttpMessageHandler service = limit == "no connection in time" ? new ScriptedService(ScriptedService.NoConnectionInTime) : new HoldingService(Token);
        var services = new ServiceCollection();
        services.AddAcsFunctionsClient(options =>
        {
            options.Endpoint = new Uri("https://service.test/api");
            options.FunctionKey = "a-key";
        }).ConfigurePrimaryHttpMessageHandler(() => service).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(500));
        await using var provider = services.BuildServiceProvider();

        var lost = await Assert.ThrowsAsync<AcsFunctionsException>(() => provider.GetRequiredService<AcsFunctionsClient>().RevokeTokensAsync(User, Cancellation));

        Assert.Equal((AcsFunctionsException.NetworkError, true), (lost.Code, lost.IsTransient));
    }

    [Fact]
    public async Task However_many_calls_are_made_at_once_a_thousand_are_sent_and_the_others_wait()
    {
        var service = new HoldingService(Token);
        var client = Clients.Over(service);

        var asked = Enumerable.Range(0, 1100).Select(i => client.IssueTokenAsync($"shop|{i}", cancellationToken: Cancellation)).ToArray();
        var sent = service.Calls;
        service.Release();
        await Task.WhenAll(asked);

        Assert.Equal((1000, 1100), (sent, service.Calls));
    }

    [Fact]
    public async Task A_user_id_that_is_none_is_not_sent()
    {
        var service = new ScriptedService(ScriptedService.Json(Token));
        var client = Clients.Over(service);

        foreach (var userId in new[] { "", "shop|", "shop||", "|", "shop|\ud800", new string('a', 257) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.IssueTokenAsync(userId, cancellationToken: Cancellation));
        }

        Assert.Equal(0, service.Calls);
    }

    [Fact]
    public async Task A_token_is_not_printed()
    {
        var token = await Clients.Over(new ScriptedService(ScriptedService.Json(Token))).IssueTokenAsync(User, cancellationToken: Cancellation);

        Assert.DoesNotContain("secret", $"{token} {new TeamsToken("secret", token.ExpiresOn)}", StringComparison.Ordinal);
        Assert.Contains("8:acs:a", $"{token}", StringComparison.Ordinal);
    }

    private static Func<HttpResponseMessage> Failure(string failure) => failure switch
    {
        "502" => ScriptedService.Status(HttpStatusCode.BadGateway),
        "502, a problem without a code" => Nameless(HttpStatusCode.BadGateway),
        "503 whose body breaks off" => ScriptedService.BrokenOff(HttpStatusCode.ServiceUnavailable),
        "200 whose body breaks off" => ScriptedService.BrokenOff(HttpStatusCode.OK),
        "a connection that is reset at once" => ScriptedService.ResetAtOnce,
        "408" => ScriptedService.Status(HttpStatusCode.RequestTimeout),
        "429" => ScriptedService.Status(HttpStatusCode.TooManyRequests),
        "429, a problem without a code" => Nameless(HttpStatusCode.TooManyRequests),
        _ => ScriptedService.Down,
    };

    private static Func<HttpResponseMessage> Nameless(HttpStatusCode status) =>
        () => new HttpResponseMessage(status) { Content = new StringContent("""{"title":"No back-end answers."}""", null, "application/problem+json") };

    private static Task SendAsync(AcsFunctionsClient client, string call) => call switch
    {
        "revoke" => client.RevokeTokensAsync(User, Cancellation),
        "delete" => client.DeleteIdentityAsync(User, Cancellation),
        "clean-up" => client.StartCleanUpAsync(false, Cancellation),
        "guest" => client.CreateGuestAsync(cancellationToken: Cancellation),
        _ => client.StartWindDownAsync("AcsIdentities", Cancellation),
    };
}
