using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Tests.Acs;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>A call to storage serves who asked before it began, and no one else.</summary>
public sealed class RequestCoalescerTests
{
    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private readonly RequestCoalescer<string, int> shared = new();
    private readonly List<TaskCompletionSource<int>> reads = [];
    private TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_while_a_read_is_under_way_waits_for_the_next()
    {
        var first = AskAsync();
        await BegunAsync();
        var second = AskAsync();
        var third = AskAsync();

        reads[0].SetResult(1);
        Assert.Equal(1, await first);
        await BegunAsync();
        Assert.False(second.IsCompleted);
        reads[1].SetResult(2);

        Assert.Equal(2, await second);
        Assert.Equal(2, await third);
        Assert.Equal(2, reads.Count);
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_those_who_waited_for_it_only()
    {
        var first = AskAsync();
        await BegunAsync();
        var second = AskAsync();

        reads[0].SetException(new IdentityStoreException("No answer."));
        await Assert.ThrowsAsync<IdentityStoreException>(() => first);
        await BegunAsync();
        reads[1].SetResult(2);

        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task One_who_goes_away_does_not_take_the_read_from_the_others()
    {
        using var gone = new CancellationTokenSource();
        // While this one is under way both wait for the next, however slow the machine is.
        var before = AskAsync();
        await BegunAsync();
        var first = AskAsync(cancellationToken: gone.Token);
        var second = AskAsync();
        reads[0].SetResult(0);
        await before;
        await BegunAsync();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        reads[1].SetResult(1);

        Assert.Equal(1, await second);
    }

    [Fact]
    public async Task A_read_that_nobody_waits_for_is_cancelled_and_the_next_one_begins()
    {
        using var gone = new CancellationTokenSource();
        var first = AskAsync(cancellationToken: gone.Token);
        await BegunAsync();
        var second = AskAsync();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await BegunAsync();
        reads[1].SetResult(2);

        Assert.True(reads[0].Task.IsCanceled);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task Who_leaves_before_the_read_began_does_not_cancel_it_for_who_comes_then()
    {
        using var gone = new CancellationTokenSource();
        var first = AskAsync();
        await BegunAsync();
        var leaves = AskAsync(cancellationToken: gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        var stays = AskAsync();
        reads[0].SetResult(1);
        Assert.Equal(1, await first);
        await BegunAsync();
        reads[1].SetResult(2);

        Assert.Equal(2, await stays);
    }

    [Fact]
    public async Task Different_things_are_read_beside_each_other()
    {
        var first = AskAsync();
        await BegunAsync();

        var second = AskAsync(key: "another");
        await BegunAsync();
        reads[1].SetResult(2);

        Assert.Equal(2, await second);
        reads[0].SetResult(1);
        Assert.Equal(1, await first);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 10)]
    public async Task Ten_tabs_with_a_kept_token_read_the_row_once_more(bool areTokensKept, int expected)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var store = new CountingIdentityStore(new InMemoryIdentityStore());
        var user = Users.New();
        var registry = Registries.Over(store, new InMemoryAcs(clock), clock, cache: Registries.Cache(reuse: new() { Enabled = areTokensKept }));
        Assert.False((await registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).IsRefused);
        var before = store.Reads;
        // The reads of the first tabs must not be over before the last tab asks.
        var gate = new TaskCompletionSource();
        store.ReadGate = gate.Task;

        var tabs = Enumerable.Range(0, 10).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(tabs);

        Assert.All(answers, answer => Assert.False(answer.IsRefused));
        // A tab that comes when the first read has just begun waits for a second.
        Assert.InRange(store.Reads - before, expected, areTokensKept ? 2 : expected);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 10)]
    public async Task Ten_tabs_record_their_token_once(bool areTokensKept, int expected)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var rows = new InMemoryIdentityStore();
        var user = Users.New();
        await rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user, "8:acs:in-memory_1", clock.GetUtcNow().AddDays(-3)))], Delivery.Once, Token);
        var store = new CountingIdentityStore(rows);
        var acs = new SlowAcs();
        var cache = Registries.Cache(reuse: new() { Enabled = areTokensKept });
        cache.Set((await rows.ReadAsync(UserKey.Of(user), Token))!);
        var registry = Registries.Over(store, acs, clock, cache: cache);

        // What has begun is not shared. So all tabs take the same step before any takes the next: all that happens is queued on one scheduler
        // (and no tab has a token, which would have it wait elsewhere), and no write ends before every tab has read the row.
        var queue = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        var gate = new TaskCompletionSource();
        store.WriteGate = gate.Task;
        var tabs = await queue.StartNew(() => Enumerable.Range(0, 10).Select(_ => registry.IssueAsync(user, Session.Trusted, TokenRequest, CancellationToken.None)).ToArray(), Token);
        await queue.StartNew(() => acs.AnswerAll(), Token);
        await queue.StartNew(gate.SetResult, Token);
        var answers = await Task.WhenAll(tabs);

        Assert.All(answers, answer => Assert.False(answer.IsRefused));
        Assert.Equal(expected, store.Writes);
        acs.Dispose();
    }

    [Fact]
    public async Task A_session_that_ends_after_a_read_began_is_refused_to_who_comes_later()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        var rows = new InMemoryIdentityStore();
        var store = new AnswerHoldingStore(rows);
        var user = Users.New();
        var registry = Registries.Over(store, new InMemoryAcs(clock), clock, cache: Registries.Cache(reuse: new() { Enabled = true }));
        var session = Sessions.From(clock.GetUtcNow());
        Assert.False((await registry.IssueAsync(user, Session.Trusted, TokenRequest, Token)).IsRefused);
        var held = store.HoldNextAnswer();
        var first = registry.IssueAsync(user, session, TokenRequest, Token);
        await held.Taken;

        var row = await rows.ReadAsync(UserKey.Of(user), Token);
        await rows.CommitAsync([new RowChange.Merge(row! with { TokensValidFrom = clock.GetUtcNow().AddMinutes(5) })], Delivery.Once, Token);
        var second = registry.IssueAsync(user, session, TokenRequest, Token);
        held.Release();

        Assert.False((await first).IsRefused);
        Assert.Equal(RefusalReason.ReauthenticationRequired, (await second).Refusal?.Reason);
    }

    private Task<int> AskAsync(string key = "key", CancellationToken? cancellationToken = null) => shared.JoinAsync(key, Begin, cancellationToken ?? Token);

    private async Task<int> Begin(CancellationToken cancellationToken)
    {
        var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => read.TrySetCanceled(cancellationToken));
        reads.Add(read);
        begun.SetResult();
        return await read.Task;
    }

    /// <summary>The next read has begun.</summary>
    private async Task BegunAsync()
    {
        await begun.Task.WaitAsync(Token);
        begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
