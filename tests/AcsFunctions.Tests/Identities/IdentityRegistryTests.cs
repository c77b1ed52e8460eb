using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>What one caller sees. What several at once see, and faults between steps, are the protocol tests' business.</summary>
public sealed class IdentityRegistryTests
{
    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryIdentityStore store = new();
    private readonly InMemoryAcs acs;
    private readonly UserId user = Users.New();
    private readonly RecordingLogger<IdentityRegistry> logger = new();

    public IdentityRegistryTests() => acs = new(clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Session FreshSession => Sessions.From(clock.GetUtcNow());

    [Fact]
    public async Task The_first_token_makes_an_identity_and_the_next_keeps_it()
    {
        var first = (await Registry().IssueAsync(user, FreshSession, TokenRequest, Token)).Value;
        var second = (await Registry().IssueAsync(user, FreshSession, TokenRequest, Token)).Value;

        Assert.Equal(first!.CommunicationUserId, second!.CommunicationUserId);
        Assert.Equal(1, acs.Calls(AcsCall.Create));
        Assert.Equal(1, acs.Calls(AcsCall.Issue));
    }

    [Fact]
    public async Task The_time_of_the_last_token_is_written_once_a_touch_interval()
    {
        await Registry().IssueAsync(user, FreshSession, TokenRequest, Token);
        var first = await RowAsync();
        clock.Advance(TimeSpan.FromHours(23));
        await Registry().IssueAsync(user, FreshSession, TokenRequest, Token);
        var second = await RowAsync();
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await Registry().IssueAsync(user, FreshSession, TokenRequest, Token);
        var third = await RowAsync();

        Assert.Equal(first, second);
        Assert.Equal(clock.GetUtcNow(), third.LastTokenOn);
    }

    [Fact]
    public async Task An_ended_session_cannot_do_anything_and_a_new_one_can()
    {
        var old = FreshSession;
        await Registry().IssueAsync(user, old, TokenRequest, Token);
        await Registry().RevokeAsync(user, old, Token);

        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().IssueAsync(user, old, TokenRequest, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().EnsureAsync(user, old, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().ReadAsync(user, old, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().RevokeAsync(user, old, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().DeleteAsync(user, old, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await Registry().AdmitAsync(user, old, Token))?.Reason);

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await Registry().IssueAsync(user, FreshSession, TokenRequest, Token)).IsRefused);
    }

    [Fact]
    public async Task A_revoke_ends_tokens_and_keeps_the_identity()
    {
        var before = (await Registry().IssueAsync(user, FreshSession, TokenRequest, Token)).Value!;

        var answer = await Registry().RevokeAsync(user, Session.Trusted, Token);

        Assert.Equal(Completion.Done, answer.Value);
        Assert.False(acs.IsValid(before.Token.Value));
        Assert.Equal(before.CommunicationUserId, (await RowAsync()).CommunicationUserId);
        Assert.Empty(await store.ListPendingAsync(UserKey.Of(user), Token));
    }

    [Fact]
    public async Task A_revoke_that_took_effect_and_was_sent_again_is_carried_out_at_once()
    {
        var session = FreshSession;
        var token = (await Registry().IssueAsync(user, session, TokenRequest, Token)).Value!.Token.Value;
        var hasLanded = false;
        var sentTwice = new FaultyIdentityStore(store)
        {
            WriteFault = changes =>
            {
                if (!hasLanded)
                {
                    hasLanded = true;
                    Assert.True(store.CommitAsync(changes, Delivery.Repeated, Token).IsCompletedSuccessfully);
                }

                return StoreFault.None;
            },
        };

        var answer = await Registries.Over(sentTwice, acs, clock).RevokeAsync(user, session, Token);

        Assert.Equal(RefusalReason.ReauthenticationRequired, answer.Refusal?.Reason);
        Assert.False(acs.IsValid(token));
        Assert.Empty(await store.ListPendingAsync(UserKey.Of(user), Token));
    }

    [Theory]
    [InlineData(AcsRefusalKind.Unavailable)]
    [InlineData(AcsRefusalKind.Throttled)]
    [InlineData(AcsRefusalKind.Denied)]
    [InlineData(AcsRefusalKind.NotOwned)]
    public async Task A_revoke_or_delete_that_ACS_does_not_carry_out_is_pending_and_remembered(AcsRefusalKind kind)
    {
        await Registry().IssueAsync(user, FreshSession, TokenRequest, Token);
        acs.Fail(AcsCall.Revoke, new AcsFault(new AcsRefusal(kind)));
        acs.Fail(AcsCall.Delete, new AcsFault(new AcsRefusal(kind)));

        Assert.Equal(Completion.Pending, (await Registry().RevokeAsync(user, Session.Trusted, Token)).Value);
        Assert.Single((await store.ListPendingAsync(UserKey.Of(user), Token)).OfType<PendingRevocation>());
        Assert.Equal(Completion.Pending, (await Registry().DeleteAsync(user, Session.Trusted, Token)).Value);
        Assert.Single((await store.ListPendingAsync(UserKey.Of(user), Token)).OfType<PendingDeletion>());

        Assert.Equal(Completion.Done, (await Registry().DeleteAsync(user, Session.Trusted, Token)).Value);
        Assert.Empty(await store.ListPendingAsync(UserKey.Of(user), Token));
    }

    [Fact]
    public async Task Deleting_twice_and_deleting_nothing_are_done()
    {
        var identity = (await Registry().EnsureAsync(user, FreshSession, Token)).Value!.Row.CommunicationUserId!;

        Assert.Equal(Completion.Done, (await Registry().DeleteAsync(user, Session.Trusted, Token)).Value);
        Assert.Equal(Completion.Done, (await Registry().DeleteAsync(user, Session.Trusted, Token)).Value);
        Assert.Equal(Completion.Done, (await Registry().DeleteAsync(Users.New(), Session.Trusted, Token)).Value);
        Assert.False(acs.IsAlive(identity));
    }

    [Fact]
    public async Task An_identity_that_someone_else_deleted_is_refused_and_kept_by_default()
    {
        var identity = (await Registry().EnsureAsync(user, FreshSession, Token)).Value!.Row.CommunicationUserId!;
        acs.Remove(identity);

        var answer = await Registry().IssueAsync(user, FreshSession, TokenRequest, Token);

        Assert.Equal(RefusalReason.IdentityMissingAtAcs, answer.Refusal?.Reason);
        Assert.Equal(identity, (await RowAsync()).CommunicationUserId);
        Assert.Equal(1, acs.Calls(AcsCall.Create));
    }

    [Fact]
    public async Task An_identity_that_someone_else_deleted_is_replaced_where_configuration_says_so()
    {
        var registry = Registry(new IdentityOptions { WhenMissingAtAcs = MissingIdentityPolicy.Recreate });
        var identity = (await registry.EnsureAsync(user, FreshSession, Token)).Value!.Row.CommunicationUserId!;
        acs.Remove(identity);

        var answer = await registry.IssueAsync(user, FreshSession, TokenRequest, Token);

        Assert.NotEqual(identity, answer.Value!.CommunicationUserId);
        Assert.True(acs.IsValid(answer.Value.Token.Value));
        Assert.Equal(DeletionReason.MissingAtAcs, Assert.IsType<PendingDeletion>(Assert.Single(await store.ListPendingAsync(UserKey.Of(user), Token))).Reason);
    }

    [Fact]
    public async Task An_identity_of_another_resource_is_never_replaced()
    {
        var registry = Registry(new IdentityOptions { WhenMissingAtAcs = MissingIdentityPolicy.Recreate });
        var identity = (await registry.EnsureAsync(user, FreshSession, Token)).Value!.Row.CommunicationUserId!;
        acs.Fail(AcsCall.Issue, new AcsFault(new AcsRefusal(AcsRefusalKind.NotOwned)));

        var answer = await registry.IssueAsync(user, FreshSession, TokenRequest, Token);

        Assert.Equal(RefusalReason.IdentityNotOwned, answer.Refusal?.Reason);
        Assert.Equal(identity, (await RowAsync()).CommunicationUserId);
        Assert.Equal(1, acs.Calls(AcsCall.Create));
    }

    [Fact]
    public async Task An_unreadable_table_makes_no_identity()
    {
        var faulty = new FaultyIdentityStore(store) { IsUnreadable = _ => true };
        var registry = Registries.Over(faulty, acs, clock);

        Assert.Equal(RefusalReason.StoreUnavailable, (await registry.EnsureAsync(user, FreshSession, Token)).Refusal?.Reason);
        Assert.Equal(RefusalReason.StoreUnavailable, (await registry.IssueAsync(user, FreshSession, TokenRequest, Token)).Refusal?.Reason);
        Assert.Equal(0, acs.Calls(AcsCall.Create));
    }

    [Fact]
    public async Task Where_neither_claim_nor_retirement_can_be_confirmed_the_log_names_the_identity_and_it_is_not_deleted()
    {
        var faulty = new FaultyIdentityStore(store) { WriteFault = changes => changes is [{ Row: IndexRow }] ? StoreFault.None : StoreFault.Dropped };

        var answer = await Registries.Over(faulty, acs, clock, logger: logger).EnsureAsync(user, FreshSession, Token);

        var identity = Assert.Single(acs.Identities);
        Assert.Equal(RefusalReason.StoreUnavailable, answer.Refusal?.Reason);
        Assert.True(identity.IsAlive);
        Assert.Contains(logger.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains(identity.CommunicationUserId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_identity_is_deleted_again_since_no_claim_was_sent()
    {
        var faulty = new FaultyIdentityStore(store) { WriteFault = _ => StoreFault.Dropped };

        var answer = await Registries.Over(faulty, acs, clock, logger: logger).EnsureAsync(user, FreshSession, Token);

        Assert.Equal(RefusalReason.StoreUnavailable, answer.Refusal?.Reason);
        Assert.False(Assert.Single(acs.Identities).IsAlive);
    }

    [Fact]
    public async Task No_token_and_no_user_id_is_logged_or_stored()
    {
        var registry = Registry();
        var token = (await registry.IssueAsync(user, FreshSession, TokenRequest, Token)).Value!.Token.Value;
        await registry.RevokeAsync(user, Session.Trusted, Token);
        acs.Fail(AcsCall.Delete, new AcsFault(new AcsRefusal(AcsRefusalKind.Unavailable)));
        await registry.DeleteAsync(user, Session.Trusted, Token);

        var entities = store.Rows().Select(TableRows.ToEntity).SelectMany(entity => entity.Select(column => column.Value)).OfType<string>().ToArray();
        Assert.NotEmpty(entities);
        Assert.DoesNotContain(entities, value => value.Contains(token, StringComparison.Ordinal));
        Assert.Contains(logger.Lines, line => line.Contains(UserKey.Of(user).Hash, StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Contains(token, StringComparison.Ordinal) || line.Contains(user.Value, StringComparison.Ordinal));
    }

    private IdentityRegistry Registry(IdentityOptions? options = null) => Registries.Over(store, acs, clock, options, logger);

    private async Task<UserRow> RowAsync() => await store.ReadAsync(UserKey.Of(user), Token) ?? throw new InvalidOperationException("No row.");
}
