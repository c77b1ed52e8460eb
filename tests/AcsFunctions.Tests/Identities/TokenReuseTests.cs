using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>Which tokens are handed out again, and to whom.</summary>
public sealed class TokenReuseTests
{
    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryIdentityStore rows = new();
    private readonly CountingIdentityStore store;
    private readonly InMemoryAcs acs;
    private readonly UserId user = Users.New();
    private readonly IdentityRegistry registry;

    public TokenReuseTests()
    {
        store = new(rows);
        acs = new(clock);
        registry = Registry();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int AcsCalls => Enum.GetValues<AcsCall>().Sum(acs.Calls);

    [Fact]
    public async Task A_kept_token_takes_no_call_to_ACS_and_one_read()
    {
        var first = await IssueAsync();
        var (acsBefore, tableBefore) = (AcsCalls, store.Requests);
        clock.Advance(TimeSpan.FromMinutes(39));

        var second = await IssueAsync();

        Assert.Equal(first.Token, second.Token);
        Assert.Equal((0, 1), (AcsCalls - acsBefore, store.Requests - tableBefore));
    }

    [Fact]
    public async Task A_token_with_little_life_left_is_not_handed_out_again()
    {
        var first = await IssueAsync();
        clock.Advance(TimeSpan.FromMinutes(41));

        var second = await IssueAsync();

        Assert.Equal(clock.GetUtcNow().AddHours(1), second.Token.ExpiresOn);
        Assert.NotEqual(first.Token, second.Token);
    }

    [Theory]
    [InlineData("voip", 60)]
    [InlineData("chat voip", 60)]
    [InlineData("chat", 90)]
    public async Task A_token_for_other_scopes_or_another_lifetime_is_not_handed_out_again(string scopes, int minutes)
    {
        await IssueAsync();

        await IssueAsync(new AcsTokenRequest(scopes.Split(' '), TimeSpan.FromMinutes(minutes)));

        Assert.Equal(1, acs.Calls(AcsCall.Issue));
    }

    [Fact]
    public async Task The_order_of_scopes_makes_no_difference()
    {
        await IssueAsync(new AcsTokenRequest(["chat", "voip"], TimeSpan.FromHours(1)));

        var second = await IssueAsync(new AcsTokenRequest(["voip", "chat"], TimeSpan.FromHours(1)));

        Assert.Equal(0, acs.Calls(AcsCall.Issue));
        Assert.Equal(["voip", "chat"], second.Scopes);
    }

    [Fact]
    public async Task After_a_revoke_no_earlier_token_is_handed_out_to_anyone()
    {
        await IssueAsync();
        await Registry().RevokeAsync(user, Session.Trusted, Token);

        var next = await IssueAsync();

        Assert.True(acs.IsValid(next.Token.Value));
        Assert.Equal(1, acs.Calls(AcsCall.Issue));
    }

    [Fact]
    public async Task An_ended_session_cannot_get_a_kept_token_of_a_newer_one()
    {
        var old = Sessions.From(clock.GetUtcNow());
        await registry.IssueAsync(user, old, TokenRequest, Token);
        await registry.RevokeAsync(user, Session.Trusted, Token);
        clock.Advance(TimeSpan.FromMinutes(30));
        var newer = Sessions.From(clock.GetUtcNow());
        for (var i = 0; i < 2; i++)
        {
            Assert.False((await registry.IssueAsync(user, newer, TokenRequest, Token)).IsRefused);
            clock.Advance(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(RefusalReason.ReauthenticationRequired, (await registry.IssueAsync(user, old, TokenRequest, Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task While_a_revocation_is_outstanding_and_ten_minutes_after_tokens_are_not_kept()
    {
        await IssueAsync();
        acs.Fail(AcsCall.Revoke, new AcsFault(new AcsRefusal(AcsRefusalKind.Unavailable), TakesEffect: false));
        Assert.Equal(Completion.Pending, (await registry.RevokeAsync(user, Session.Trusted, Token)).Value);
        await IssueAsync();
        await IssueAsync();
        Assert.Equal(2, acs.Calls(AcsCall.Issue));

        await foreach (var pending in rows.ListPendingAsync(UserKey.Of(user).Bucket, Token))
        {
            await registry.FinishAsync(pending, Token);
        }

        await IssueAsync();
        await IssueAsync();
        Assert.Equal(4, acs.Calls(AcsCall.Issue));
        clock.Advance(TimeSpan.FromMinutes(11));
        var cached = await IssueAsync();
        Assert.Equal(cached.Token, (await IssueAsync()).Token);
        Assert.Equal(5, acs.Calls(AcsCall.Issue));
        Assert.True(acs.IsValid(cached.Token.Value));
    }

    [Fact]
    public async Task A_deleted_identity_s_token_is_not_handed_out_again()
    {
        var deleted = await IssueAsync();
        await Registry().DeleteAsync(user, Session.Trusted, Token);

        var next = await IssueAsync();

        Assert.NotEqual(deleted.CommunicationUserId, next.CommunicationUserId);
    }

    [Fact]
    public async Task A_token_handed_out_again_counts_as_the_user_s_last()
    {
        var tokenRequest = new AcsTokenRequest(["chat"], TimeSpan.FromHours(24));
        var cache = Registries.Cache(reuse: new() { Enabled = true, LeastLifeLeft = TimeSpan.FromMinutes(16) });
        var touching = Registries.Over(store, acs, clock, new IdentityOptions { TouchInterval = TimeSpan.FromHours(1) }, cache: cache);
        await touching.IssueAsync(user, Session.Trusted, tokenRequest, Token);
        clock.Advance(TimeSpan.FromHours(2));

        await touching.IssueAsync(user, Session.Trusted, tokenRequest, Token);

        Assert.Equal(0, acs.Calls(AcsCall.Issue));
        Assert.Equal(clock.GetUtcNow(), (await rows.ReadAsync(UserKey.Of(user), Token))!.LastTokenOn);
    }

    [Fact]
    public async Task With_reuse_off_every_request_asks_ACS()
    {
        var plain = Registries.Over(store, acs, clock);
        await plain.IssueAsync(user, Session.Trusted, TokenRequest, Token);
        await plain.IssueAsync(user, Session.Trusted, TokenRequest, Token);
        await plain.IssueAsync(user, Session.Trusted, TokenRequest, Token);

        Assert.Equal(2, acs.Calls(AcsCall.Issue));
    }

    [Fact]
    public async Task Where_storage_cannot_be_read_a_kept_token_is_not_handed_out()
    {
        var faulty = new FaultyIdentityStore(rows);
        var blind = Registries.Over(faulty, acs, clock, cache: Caching());
        Assert.False((await blind.IssueAsync(user, Session.Trusted, TokenRequest, Token)).IsRefused);

        faulty.IsUnreadable = _ => true;

        Assert.Equal(RefusalReason.StoreUnavailable, (await blind.IssueAsync(user, Session.Trusted, TokenRequest, Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task No_more_tokens_are_kept_than_it_is_told()
    {
        var keeping = Registries.Over(store, acs, clock, cache: Registries.Cache(reuse: new() { Enabled = true, Capacity = 100 }));
        var users = Enumerable.Range(0, 500).Select(_ => Users.New()).ToArray();
        foreach (var one in users)
        {
            await keeping.IssueAsync(one, Session.Trusted, TokenRequest, Token);
        }

        foreach (var one in users)
        {
            await keeping.IssueAsync(one, Session.Trusted, TokenRequest, Token);
        }

        // Every token that is kept no longer costs a call; going round in the same order, at most a hundred are.
        Assert.InRange(acs.Calls(AcsCall.Issue), 400, 500);
        // Control: with room for all, none costs one.
        var roomy = Registry();
        var before = acs.Calls(AcsCall.Issue);
        foreach (var one in users.Concat(users))
        {
            await roomy.IssueAsync(one, Session.Trusted, TokenRequest, Token);
        }

        Assert.Equal(users.Length, acs.Calls(AcsCall.Issue) - before);
    }

    private static IdentityCache Caching() => Registries.Cache(reuse: new() { Enabled = true });

    private IdentityRegistry Registry() => Registries.Over(store, acs, clock, cache: Caching());

    private async Task<IssuedToken> IssueAsync(AcsTokenRequest? tokenRequest = null) => (await registry.IssueAsync(user, Session.Trusted, tokenRequest ?? TokenRequest, Token)).Value!;
}
