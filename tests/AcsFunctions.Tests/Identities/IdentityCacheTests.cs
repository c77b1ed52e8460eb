using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>How many calls a token takes, and that what is remembered is never taken for true.</summary>
public sealed class IdentityCacheTests
{
    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryIdentityStore rows = new();
    private readonly CountingIdentityStore store;
    private readonly InMemoryAcs acs;
    private readonly UserId user = Users.New();

    public IdentityCacheTests()
    {
        store = new(rows);
        acs = new(clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int AcsCalls => Enum.GetValues<AcsCall>().Sum(acs.Calls);

    [Fact]
    public async Task The_first_token_of_a_user_takes_one_call_to_ACS_and_three_to_the_table()
    {
        await IssueAsync(Registry());

        Assert.Equal((1, 3), (AcsCalls, store.Requests));
    }

    [Fact]
    public async Task A_token_of_a_remembered_identity_takes_one_call_to_ACS_and_one_to_the_table()
    {
        var registry = Registry();
        await IssueAsync(registry);
        var (acsBefore, tableBefore) = (AcsCalls, store.Requests);

        await IssueAsync(registry);

        Assert.Equal((1, 1), (AcsCalls - acsBefore, store.Requests - tableBefore));
    }

    [Fact]
    public async Task With_nothing_remembered_the_table_is_asked_twice()
    {
        var registry = Registry(remembered: 0);
        await IssueAsync(registry);
        var (acsBefore, tableBefore) = (AcsCalls, store.Requests);

        await IssueAsync(registry);

        Assert.Equal((1, 2), (AcsCalls - acsBefore, store.Requests - tableBefore));
    }

    [Fact]
    public async Task A_session_ended_through_another_instance_cannot_get_a_token_from_memory()
    {
        var here = Registry();
        var session = Sessions.From(clock.GetUtcNow());
        Assert.False((await here.IssueAsync(user, session, TokenRequest, Token)).IsRefused);
        clock.Advance(TimeSpan.FromMinutes(1));

        await Registry().RevokeAsync(user, Session.Trusted, Token);

        Assert.Equal(RefusalReason.ReauthenticationRequired, (await here.IssueAsync(user, session, TokenRequest, Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task An_identity_deleted_through_another_instance_is_not_answered_from_memory()
    {
        var here = Registry();
        var deleted = await IssueAsync(here);
        await Registry().DeleteAsync(user, Session.Trusted, Token);
        clock.Advance(TimeSpan.FromMinutes(1));

        var next = await IssueAsync(here);

        Assert.NotEqual(deleted.CommunicationUserId, next.CommunicationUserId);
        Assert.True(acs.IsValid(next.Token.Value));
    }

    [Fact]
    public async Task A_touch_that_falls_due_is_written_though_the_identity_is_remembered()
    {
        var registry = Registry();
        await IssueAsync(registry);
        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await IssueAsync(registry);

        Assert.Equal(clock.GetUtcNow(), (await rows.ReadAsync(UserKey.Of(user), Token))!.LastTokenOn);
    }

    [Fact]
    public async Task Memory_holds_no_more_than_it_is_told()
    {
        var registry = Registry(remembered: 100);
        var users = Enumerable.Range(0, 500).Select(_ => Users.New()).ToArray();
        foreach (var one in users)
        {
            await registry.IssueAsync(one, Session.Trusted, TokenRequest, Token);
        }

        var before = store.Reads;
        foreach (var one in users)
        {
            await registry.IssueAsync(one, Session.Trusted, TokenRequest, Token);
        }

        // A remembered user costs one read and a forgotten one two; going round in the same order, at most a hundred are remembered.
        Assert.InRange(store.Reads - before, 900, 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task However_little_is_remembered_tokens_are_issued(int remembered)
    {
        var registry = Registry(remembered);

        await IssueAsync(registry);

        Assert.True(acs.IsValid((await IssueAsync(registry)).Token.Value));
    }

    [Fact]
    public async Task First_requests_of_a_user_that_come_at_once_create_one_identity()
    {
        var registry = Registry();
        var gate = new TaskCompletionSource();
        store.ReadGate = gate.Task;

        var requests = Enumerable.Range(0, 10).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(requests);

        Assert.Equal(1, acs.Calls(AcsCall.Create));
        Assert.Single(answers.Select(answer => answer.Value!.CommunicationUserId).Distinct());
        Assert.Equal(0, await rows.ListPendingAsync(UserKey.Of(user).Bucket, Token).CountAsync(Token));
    }

    private async Task<IssuedToken> IssueAsync(IdentityRegistry registry) => (await registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).Value!;

    private IdentityRegistry Registry(int remembered = 10_000) => Registries.Over(store, acs, clock, new IdentityOptions { RememberedIdentities = remembered });
}
