using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Tests.Acs;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>Requests for the same token that come while one is being issued.</summary>
public sealed class SharedTokenTests : IDisposable
{
    private const string Identity = "8:acs:in-memory_1";

    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryIdentityStore rows = new();
    private readonly SlowAcs acs = new();
    private readonly UserId user = Users.New();
    private readonly IdentityCache cache = Registries.Cache(reuse: new() { Enabled = true });
    private readonly IdentityRegistry registry;

    public SharedTokenTests() => registry = Registries.Over(rows, acs, clock, cache: cache);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => acs.Dispose();

    [Fact]
    public async Task Ten_tabs_make_one_call_to_ACS()
    {
        await MapKnownAsync();
        var tabs = Enumerable.Range(0, 10).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).ToArray();
        Assert.Equal(1, acs.Sent);

        acs.AnswerAll();

        Assert.All(await Task.WhenAll(tabs), answer => Assert.False(answer.IsRefused));
        Assert.Equal(1, acs.Sent);
    }

    [Fact]
    public async Task A_session_ended_while_the_call_is_under_way_cannot_have_its_token()
    {
        await MapKnownAsync();
        var ended = Sessions.From(clock.GetUtcNow());
        var going = Sessions.From(clock.GetUtcNow().AddMinutes(10));
        var first = registry.IssueAsync(user, going, TokenRequest, Token);
        var second = registry.IssueAsync(user, ended, TokenRequest, Token);

        await RevokeInTheTableAsync();
        acs.AnswerAll();

        Assert.Equal(RefusalReason.ReauthenticationRequired, (await second).Refusal?.Reason);
        Assert.False((await first).IsRefused);
    }

    [Fact]
    public async Task An_ended_session_does_not_join_a_newer_one_s_call()
    {
        await MapAsync();
        await RevokeInTheTableAsync();
        var ended = Sessions.From(clock.GetUtcNow().AddHours(-1));
        var first = registry.IssueAsync(user, Sessions.From(clock.GetUtcNow().AddMinutes(1)), TokenRequest, Token);

        var second = await registry.IssueAsync(user, ended, TokenRequest, Token);

        Assert.Equal(RefusalReason.ReauthenticationRequired, second.Refusal?.Reason);
        acs.AnswerAll();
        Assert.False((await first).IsRefused);
    }

    [Fact]
    public async Task While_a_revocation_may_be_under_way_a_call_is_not_shared()
    {
        await MapAsync();
        await RevokeInTheTableAsync();
        var tabs = Enumerable.Range(0, 3).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).ToArray();

        acs.AnswerAll();

        Assert.All(await Task.WhenAll(tabs), answer => Assert.Equal(TokenSource.Acs, answer.Value!.Source));
        Assert.Equal(3, acs.Sent);
    }

    [Fact]
    public async Task The_call_goes_on_when_the_first_leaves_and_stops_when_the_last_does()
    {
        await MapKnownAsync();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var leaves = registry.IssueAsync(user, Session.Trusted, TokenRequest, first.Token);
        var stays = registry.IssueAsync(user, Session.Trusted, TokenRequest, second.Token);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.Equal(0, acs.Cancelled);

        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stays);
        Assert.Equal(1, acs.Cancelled);
    }

    [Fact]
    public async Task A_refusal_is_shared_and_not_remembered()
    {
        await MapKnownAsync();
        var tabs = Enumerable.Range(0, 3).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).ToArray();

        acs.AnswerAll(new AcsRefusal(AcsRefusalKind.Throttled));

        Assert.All(await Task.WhenAll(tabs), answer => Assert.Equal(RefusalReason.AcsThrottled, answer.Refusal?.Reason));
        Assert.Equal(1, acs.Sent);
        acs.AnswerAll();
        Assert.False((await registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).IsRefused);
    }

    private Task<WriteOutcome> MapAsync() => rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user, Identity, clock.GetUtcNow().AddHours(-1)))], Delivery.Repeated, Token);

    // ACS is asked before the row is read, and so at once.
    private async Task MapKnownAsync()
    {
        await MapAsync();
        cache.Set((await rows.ReadAsync(UserKey.Of(user), Token))!);
    }

    private async Task RevokeInTheTableAsync()
    {
        var row = await rows.ReadAsync(UserKey.Of(user), Token);
        await rows.CommitAsync([new RowChange.Merge(row! with { TokensValidFrom = clock.GetUtcNow() })], Delivery.Repeated, Token);
    }
}
