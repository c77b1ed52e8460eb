using AcsFunctions.Identities;
using AcsFunctions.ImportIdentities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.ImportIdentities;

/// <summary>Each row of an import for itself.</summary>
public sealed class ImportIdentitiesOperationTests
{
    private const string Identity = "8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000007-0464-3f72-0000-000000000001";

    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(Noon);
    private readonly InMemoryIdentityStore rows = new();
    private readonly UserId user = Users.New();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ExportedIdentity Row => new(Identity, UserKey.Of(user).Hash, user.Value, IsRetired: false, Noon.AddDays(-9), Noon.AddDays(-2), null, null, null);

    [Fact]
    public async Task A_row_is_imported_once_and_unchanged_after_that()
    {
        var first = await ImportAsync(Row);
        var second = await ImportAsync(Row);

        Assert.Equal((ImportOutcome.Imported, ImportOutcome.Unchanged), (first.Outcome, second.Outcome));
        var row = await rows.ReadAsync(UserKey.Of(user), Token);
        Assert.Equal((Identity, Noon.AddDays(-9), Noon.AddDays(-2), user.Value), (row!.CommunicationUserId, row.CreatedOn, row.LastTokenOn, row.UserId));
        Assert.Equal(UserKey.Of(user), (await rows.ReadIndexAsync(Identity, Token))!.Key);
    }

    [Fact]
    public async Task Ended_sessions_come_along_and_only_ever_end_later()
    {
        await ImportAsync(Row with { TokensValidFrom = Noon.AddDays(-1) });
        var later = await ImportAsync(Row with { TokensValidFrom = Noon });
        var earlier = await ImportAsync(Row with { TokensValidFrom = Noon.AddDays(-5) });

        Assert.Equal((ImportOutcome.Imported, ImportOutcome.Unchanged), (later.Outcome, earlier.Outcome));
        Assert.Equal(Noon, (await rows.ReadAsync(UserKey.Of(user), Token))!.TokensValidFrom);
    }

    [Fact]
    public async Task Ended_sessions_of_who_has_no_identity_make_a_fence_that_lives_as_long_as_a_new_one()
    {
        await rows.CommitAsync([new RowChange.Insert(StoredRows.Fence(user, Noon.AddDays(-80)))], Delivery.Repeated, Token);
        await rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);

        var imported = await ImportAsync(new(null, UserKey.Of(user).Hash, null, IsRetired: false, null, null, null, Noon.AddDays(-1), null));

        var fence = await rows.ReadAsync(UserKey.Of(user), Token);
        Assert.Equal(ImportOutcome.Imported, imported.Outcome);
        Assert.Equal((false, Noon.AddDays(-1), Noon), (fence!.IsMapped, fence.TokensValidFrom, fence.FencedOn));
    }

    [Fact]
    public async Task A_table_that_was_lost_comes_back_also_where_ended_sessions_come_first()
    {
        var leaver = new ExportedIdentity(null, UserKey.Of(Users.New()).Hash, null, IsRetired: false, null, null, null, Noon.AddDays(-1), null);

        var fence = await ImportAsync(leaver);
        var mapped = await ImportAsync(Row);

        Assert.Equal((ImportOutcome.Imported, ImportOutcome.Imported), (fence.Outcome, mapped.Outcome));
    }

    [Fact]
    public async Task What_is_there_stays()
    {
        var other = Users.New();
        await rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user, "8:acs:another_1", Noon))], Delivery.Repeated, Token);
        await rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);
        var taken = await ImportAsync(Row);
        await ImportAsync(Row with { UserHash = UserKey.Of(other).Hash, UserId = other.Value });
        var third = Users.New();
        var shared = await ImportAsync(Row with { UserHash = UserKey.Of(third).Hash, UserId = third.Value });

        Assert.Equal((ImportOutcome.Conflict, RefusalReason.IdentityConflict), (taken.Outcome, taken.Refusal?.Reason));
        Assert.Equal((ImportOutcome.Conflict, RefusalReason.IdentityConflict), (shared.Outcome, shared.Refusal?.Reason));
        Assert.Equal("8:acs:another_1", (await rows.ReadAsync(UserKey.Of(user), Token))!.CommunicationUserId);
    }

    [Fact]
    public async Task Ended_sessions_come_along_with_a_row_whose_identity_is_not_taken()
    {
        var (taken, waiting, other) = (Users.New(), Users.New(), Users.New());
        await rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user, "8:acs:another_1", Noon))], Delivery.Repeated, Token);
        await rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(taken, "8:acs:another_2", Noon))], Delivery.Repeated, Token);
        await rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);
        await ImportAsync(Of(other, "8:acs:taken_1"));
        await ImportAsync(Of(other, "8:acs:waiting_1") with { IsRetired = true, RetiredOn = Noon.AddDays(-1) });

        var another = await ImportAsync(Row with { TokensValidFrom = Noon.AddHours(-1) });
        var anothers = await ImportAsync(Of(taken, "8:acs:taken_1") with { TokensValidFrom = Noon.AddHours(-1) });
        var goes = await ImportAsync(Of(waiting, "8:acs:waiting_1") with { TokensValidFrom = Noon.AddHours(-1) });

        // Whoever held a session that was ended must not get rid of that by coming before the copy does.
        Assert.All([another, anothers, goes], row => Assert.Equal(ImportOutcome.Conflict, row.Outcome));
        foreach (var one in new[] { user, taken, waiting })
        {
            Assert.Equal(Noon.AddHours(-1), (await rows.ReadAsync(UserKey.Of(one), Token))?.TokensValidFrom);
        }

        Assert.Equal("8:acs:another_1", (await rows.ReadAsync(UserKey.Of(user), Token))!.CommunicationUserId);

        ExportedIdentity Of(UserId whose, string identity) => Row with { UserId = whose.Value, UserHash = UserKey.Of(whose).Hash, CommunicationUserId = identity };
    }

    [Fact]
    public async Task A_pending_deletion_is_recorded_once_and_not_where_somebody_has_the_identity()
    {
        var retired = Row with { IsRetired = true, RetiredOn = Noon.AddDays(-1), CreatedOn = null, LastTokenOn = null };
        var first = await ImportAsync(retired);
        var again = await ImportAsync(retired);
        var mapped = await ImportAsync(Row);

        Assert.Equal((ImportOutcome.Imported, ImportOutcome.Unchanged), (first.Outcome, again.Outcome));
        Assert.Equal((ImportOutcome.Conflict, RefusalReason.IdentityNotUsable), (mapped.Outcome, mapped.Refusal?.Reason));
        Assert.Equal(Identity, Assert.Single(await rows.ListPendingAsync(UserKey.Of(user), Token)).CommunicationUserId);
    }

    public static TheoryData<string, Func<ExportedIdentity, ExportedIdentity>> Invalid => new()
    {
        { "no hash", row => row with { UserHash = "x" } },
        { "another's hash", row => row with { UserHash = UserKey.Of(Users.Named("test|another")).Hash } },
        { "no identity of ACS", row => row with { CommunicationUserId = "29:teams" } },
        { "another spelling", row => row with { CommunicationUserId = Identity[2..] } },
        { "token before creation", row => row with { LastTokenOn = row.CreatedOn!.Value.AddDays(-1) } },
        { "retired since when", row => row with { IsRetired = true } },
        { "nothing", row => row with { CommunicationUserId = null } },
        { "an ordinary user who goes", row => row with { DeleteOn = Noon.AddDays(1) } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task A_row_that_no_export_writes_is_invalid_and_writes_nothing(string what, Func<ExportedIdentity, ExportedIdentity> spoil)
    {
        var imported = await ImportAsync(spoil(Row));

        Assert.True(imported.Outcome == ImportOutcome.Invalid, what);
        Assert.NotNull(imported.Refusal?.Detail);
        Assert.Empty(rows.Rows());
    }

    [Fact]
    public async Task What_the_time_is_over_for_has_failed_and_is_imported_when_it_is_sent_again()
    {
        var page = Enumerable.Range(0, 200).Select(number => Users.New()).Select((one, number) =>
            Row with { UserId = one.Value, UserHash = UserKey.Of(one).Hash, CommunicationUserId = $"8:acs:map_{number}" }).ToList();
        var mapped = 0;
        var store = new FaultyIdentityStore(rows)
        {
            WriteFault = changes =>
            {
                if (changes is [RowChange.Insert { Row: UserRow }] && Interlocked.Increment(ref mapped) == 20)
                {
                    clock.Advance(TimeSpan.FromMinutes(2));
                }

                return StoreFault.None;
            },
        };
        var operation = new ImportIdentitiesOperation(Registries.Over(store, new InMemoryAcs(clock), clock), Unwatched.Operations(clock), clock);

        var first = (await operation.ExecuteAsync(page, Token)).Value!;
        var inTheMap = rows.Rows().OfType<UserRow>().Select(row => row.Key.Hash).ToHashSet();
        var second = (await operation.ExecuteAsync(page, Token)).Value!;

        // What was under way then is finished: at most as many as are worked on at once.
        Assert.InRange(first.Count(row => row.Outcome == ImportOutcome.Imported), 20, 20 + 16);
        Assert.All(page.Zip(first), row => Assert.Equal(
            inTheMap.Contains(row.First.UserHash) ? (ImportOutcome.Imported, null) : (ImportOutcome.Failed, RefusalReason.Contended),
            (row.Second.Outcome, row.Second.Refusal?.Reason)));
        Assert.Equal(first.Select(row => row.Outcome == ImportOutcome.Failed ? ImportOutcome.Imported : ImportOutcome.Unchanged), second.Select(row => row.Outcome));
    }

    private async Task<ImportedRow> ImportAsync(ExportedIdentity row)
    {
        var registry = Registries.Over(rows, new InMemoryAcs(clock), clock);
        var imported = await new ImportIdentitiesOperation(registry, Unwatched.Operations(clock), clock).ExecuteAsync([row], Token);
        return Assert.Single(imported.Value!);
    }
}
