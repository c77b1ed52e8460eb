using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>The protocol on a real table service that conflicts and breaks off.</summary>
public sealed class StorageStormTests(AzuriteTables tables)
{
    private const int Rivals = 24;

    private readonly InMemoryAcs acs = new(TimeProvider.System);
    private readonly UserId user = Users.New();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_first_calls_at_once_all_get_the_one_identity_and_no_other_is_lost()
    {
        var table = await tables.NewTableAsync(Token);
        var store = AzuriteTables.Store(table);

        // Each on an instance of its own: one instance would create once for all of them.
        var gathering = new GatheringAcs(acs, Rivals);
        var answers = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => Registries.Over(store, gathering, TimeProvider.System).EnsureAsync(user, Session.Trusted, Token)));
        await Over(store).FinishAllAsync(store, user, Token);

        var identity = Assert.Single(answers.Select(answer => answer.Value?.Row.CommunicationUserId).Distinct());
        Assert.Single(answers, answer => answer.Value!.WasCreated);
        // Control: there was a storm.
        Assert.Equal(Rivals, acs.Calls(AcsCall.Create));
        Assert.Equal(identity, Assert.Single(acs.Identities, one => one.IsAlive).CommunicationUserId);
    }

    [Fact]
    public async Task Of_many_revokes_at_once_none_is_lost_and_none_waits_for_ever()
    {
        var table = await tables.NewTableAsync(Token);
        var store = AzuriteTables.Store(table);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        // Each has a clock of its own, the latest first: whoever overwrites another's instant lowers it.
        var instants = Enumerable.Range(0, Rivals).Select(number => start.AddMinutes(Rivals - number)).ToArray();
        await Over(store).EnsureAsync(user, Session.Trusted, Token);

        var answers = await Task.WhenAll(instants.Select(instant => Registries.Over(store, acs, new FakeTimeProvider(instant)).RevokeAsync(user, Session.Trusted, Token)));
        await Over(store).FinishAllAsync(store, user, Token);

        Assert.All(answers.Where(answer => answer.IsRefused), answer => Assert.Equal(RefusalReason.Contended, answer.Refusal!.Reason));
        var done = instants.Where((_, number) => !answers[number].IsRefused).ToArray();
        // Control: there was a storm, and more than one came through.
        Assert.InRange(done.Length, 2, Rivals);
        var row = await store.ReadAsync(UserKey.Of(user), Token);
        Assert.True(row!.TokensValidFrom >= done.Max(), $"{row.TokensValidFrom:O} of {done.Max():O}");
        Assert.Empty(await store.ListPendingAsync(UserKey.Of(user), Token));
        Assert.True(acs.Calls(AcsCall.Revoke) > 0);
    }

    [Fact]
    public async Task A_transaction_whose_answer_breaks_off_took_effect_as_a_whole_and_is_not_called_done()
    {
        var table = await tables.NewTableAsync(Token);
        var endpoint = new Uri(tables.ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';'));
        await using var wire = TcpProxy.Start(endpoint.Port);
        var store = AzuriteTables.Store(AzuriteTables.Table(
            tables.ConnectionString.Replace($":{endpoint.Port}/", $":{wire.Port}/", StringComparison.Ordinal), table.Repeated.Name));
        var mapped = StoredRows.Mapped(user, "8:acs:one", new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await store.CommitAsync([new RowChange.Insert(mapped)], Delivery.Repeated, Token);
        var read = await store.ReadAsync(mapped.Key, Token);
        var retired = StoredRows.PendingDeletion(user, "8:acs:one", new(2026, 7, 2, 12, 0, 0, TimeSpan.Zero));
        wire.HalveAnswers();

        var outcome = await store.CommitAsync([new RowChange.Replace(read!.ToFence(retired.Since)), new RowChange.Insert(retired)], Delivery.Repeated, Token);
        wire.Mend();

        // Conflict: the attempt after it met its own work.
        Assert.NotEqual(WriteOutcome.Done, outcome);
        Assert.False((await store.ReadAsync(mapped.Key, Token))!.IsMapped);
        Assert.Single(await store.ListPendingAsync(mapped.Key, Token));
    }

    private IdentityRegistry Over(TableIdentityStore store) => Registries.Over(store, acs, TimeProvider.System);
}
