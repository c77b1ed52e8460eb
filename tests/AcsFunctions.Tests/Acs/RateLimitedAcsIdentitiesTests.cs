using AcsFunctions.Acs;
using AcsFunctions.Testing;
using AcsFunctions.Tests.Acs.Sharing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Acs;

/// <summary>What is sent to ACS and when, and how callers are refused what is not.</summary>
public sealed class RateLimitedAcsIdentitiesTests : IDisposable
{
    private const string Identity = "8:acs:one";

    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SlowAcs slow = new();
    private readonly RecordingLogger<RateLimitedAcsIdentities> logger = new();
    private readonly List<RateLimitedAcsIdentities> made = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        made.ForEach(acs => acs.Dispose());
        slow.Dispose();
    }

    [Fact]
    public async Task Beyond_the_quota_a_call_is_refused_unsent_with_the_time_of_the_next()
    {
        var acs = Acs(quota: new() { Tokens = 2 });
        slow.AnswerAll();
        Assert.False((await acs.IssueAsync(Identity, TokenRequest, Token)).IsRefused);
        Assert.False((await acs.IssueAsync(Identity, TokenRequest, Token)).IsRefused);

        var third = await acs.IssueAsync(Identity, TokenRequest, Token);

        Assert.Equal(AcsRefusalKind.Throttled, third.Refusal?.Kind);
        Assert.InRange(third.Refusal!.RetryAfter!.Value.TotalSeconds, 30, 31);
        Assert.Equal(2, slow.Sent);
        Assert.Contains(logger.Lines, line => line.StartsWith("Warning 1205 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quotas_of_different_calls_do_not_meet()
    {
        var acs = Acs(quota: new() { Tokens = 1, Revocations = 1, Deletions = 1, Creations = 1, CreationsWithToken = 1, TeamsExchanges = 1 });
        slow.AnswerAll();

        Assert.False((await acs.IssueAsync(Identity, TokenRequest, Token)).IsRefused);
        Assert.False((await acs.RevokeAsync(Identity, Token)).IsRefused);
        Assert.False((await acs.DeleteAsync(Identity, Token)).IsRefused);
        Assert.False((await acs.CreateAsync(null, Token)).IsRefused);
        Assert.False((await acs.CreateAsync(TokenRequest, Token)).IsRefused);
        Assert.False((await acs.ExchangeTeamsTokenAsync("t", "c", "o", Token)).IsRefused);
        Assert.Equal(AcsRefusalKind.Throttled, (await acs.CreateAsync(TokenRequest, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_turn_that_comes_soon_is_waited_for()
    {
        var acs = Acs(quota: new() { Tokens = 1, Window = TimeSpan.FromSeconds(1) });
        slow.AnswerAll();
        await acs.IssueAsync(Identity, TokenRequest, Token);

        var second = acs.IssueAsync(Identity, TokenRequest, Token);
        Assert.Equal(1, slow.Sent);
        clock.Advance(TimeSpan.FromSeconds(1.3));

        Assert.False((await second).IsRefused);
        Assert.Equal(2, slow.Sent);
    }

    [Fact]
    public async Task Who_leaves_while_waiting_for_a_turn_sends_nothing()
    {
        var acs = Acs(quota: new() { Tokens = 1, Window = TimeSpan.FromSeconds(1) });
        slow.AnswerAll();
        await acs.IssueAsync(Identity, TokenRequest, Token);
        using var leaving = new CancellationTokenSource();

        var second = acs.IssueAsync(Identity, TokenRequest, leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, slow.Sent);
    }

    [Fact]
    public async Task After_a_429_nothing_is_sent_until_ACS_allows()
    {
        var acs = Acs();
        slow.AnswerAll(new AcsRefusal(AcsRefusalKind.Throttled, TimeSpan.FromSeconds(20)));
        await acs.IssueAsync(Identity, TokenRequest, Token);

        var second = await acs.IssueAsync(Identity, TokenRequest, Token);

        Assert.Equal(TimeSpan.FromSeconds(20), second.Refusal?.RetryAfter);
        Assert.Equal(1, slow.Sent);
        clock.Advance(TimeSpan.FromSeconds(20));
        await acs.IssueAsync(Identity, TokenRequest, Token);
        Assert.Equal(2, slow.Sent);
    }

    [Fact]
    public async Task No_more_than_so_many_calls_are_under_way_at_once()
    {
        var acs = Acs(new() { MaxConcurrentCalls = 2 });
        var first = acs.IssueAsync(Identity, TokenRequest, Token);
        var second = acs.RevokeAsync(Identity, Token);
        var third = acs.DeleteAsync(Identity, Token);
        await slow.ArrivalAsync(Token);
        await slow.ArrivalAsync(Token);
        Assert.Equal(2, slow.Sent);

        slow.AnswerOne();

        Assert.False((await first).IsRefused);
        await slow.ArrivalAsync(Token);
        slow.AnswerAll();
        Assert.False((await second).IsRefused);
        Assert.False((await third).IsRefused);
    }

    [Fact]
    public async Task Who_finds_no_free_call_in_time_is_told_so()
    {
        var acs = Acs(new() { MaxConcurrentCalls = 1 });
        var first = acs.IssueAsync(Identity, TokenRequest, Token);
        var second = acs.IssueAsync(Identity, TokenRequest, Token);

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(AcsRefusalKind.Unavailable, (await second).Refusal?.Kind);
        Assert.Equal(1, slow.Sent);
        slow.AnswerAll();
        Assert.False((await first).IsRefused);
        Assert.False((await acs.IssueAsync(Identity, TokenRequest, Token)).IsRefused);
    }

    [Fact]
    public async Task Who_waited_for_others_to_end_needs_a_turn_of_that_time()
    {
        var acs = Acs(new() { MaxConcurrentCalls = 1 }, new() { Tokens = 2 });
        var first = acs.IssueAsync(Identity, TokenRequest, Token);
        var second = acs.IssueAsync(Identity, TokenRequest, Token);

        clock.Advance(TimeSpan.FromSeconds(1));
        slow.AnswerAll();

        Assert.False((await first).IsRefused);
        Assert.Equal(AcsRefusalKind.Throttled, (await second).Refusal?.Kind);
        Assert.Equal(1, slow.Sent);
    }

    [Fact]
    public async Task Who_found_no_turn_after_waiting_for_others_holds_nobody_else_back()
    {
        var acs = Acs(new() { MaxConcurrentCalls = 1 }, new() { Tokens = 3 });
        var first = acs.IssueAsync(Identity, TokenRequest, Token);
        slow.AnswerOne();
        Assert.False((await first).IsRefused);
        clock.Advance(TimeSpan.FromSeconds(20));
        var under = acs.IssueAsync(Identity, TokenRequest, Token);
        var waiting = acs.IssueAsync(Identity, TokenRequest, Token);
        // A long line, and the one who waited comes to its end.
        var next = await acs.IssueAsync(Identity, TokenRequest, Token);
        await acs.IssueAsync(Identity, TokenRequest, Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        slow.AnswerAll();
        Assert.False((await under).IsRefused);
        Assert.True((await waiting).Refusal?.RetryAfter > TimeSpan.FromSeconds(25));

        clock.Advance(next.Refusal!.RetryAfter!.Value - TimeSpan.FromSeconds(1));

        Assert.False((await acs.IssueAsync(Identity, TokenRequest, Token)).IsRefused);
    }

    [Fact]
    public async Task A_call_without_an_answer_is_given_up_at_the_deadline_and_a_creation_is_not()
    {
        var acs = Acs();
        var issue = acs.IssueAsync(Identity, TokenRequest, Token);
        var create = acs.CreateAsync(TokenRequest, CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(AcsRefusalKind.Unavailable, (await issue).Refusal?.Kind);
        Assert.False(create.IsCompleted);
        slow.AnswerAll();
        Assert.False((await create).IsRefused);
    }

    private RateLimitedAcsIdentities Acs(AcsOptions? options = null, AcsQuotaOptions? quota = null)
    {
        SharedQuotas quotas = new(new MemoryQuotaBoard(), Options.Create(quota ?? new AcsQuotaOptions()), clock, NullLogger<SharedQuotas>.Instance);
        var acs = new RateLimitedAcsIdentities(slow, Options.Create(options ?? new AcsOptions()), quotas, clock, logger);
        made.Add(acs);
        return acs;
    }
}
