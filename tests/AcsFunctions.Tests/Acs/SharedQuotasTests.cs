using AcsFunctions.Acs;
using AcsFunctions.Testing;
using AcsFunctions.Tests.Acs.Sharing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Acs;

/// <summary>What one instance takes of a quota beside others.</summary>
public sealed class SharedQuotasTests : IDisposable
{
    private const int Quota = 1000;
    private const int First = Quota / 8;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider clock = new();
    private readonly MemoryQuotaBoard board = new();
    private readonly RecordingLogger<SharedQuotas> logger = new();
    private readonly SharedQuotas quotas;

    public SharedQuotasTests() => quotas = new(board, Options.Create(new AcsQuotaOptions()), clock, logger);

    public void Dispose() => quotas.Dispose();

    [Fact]
    public void Who_asks_for_little_writes_nothing()
    {
        Ask(10);
        Pass(Window);

        Assert.Equal(0, board.Looks);
        Assert.Empty(board.Rows);
    }

    [Fact]
    public void Who_is_new_keeps_to_a_small_part_until_it_has_looked_twice()
    {
        Assert.Equal(First, Ask(500));
        Assert.Equal(1, board.Looks);

        Pass(SharedQuotas.LookInterval);

        Assert.Equal(Quota, quotas.LimitOf(QuotaKind.Tokens));
        Assert.Equal(Quota - First, Ask(2_000));
    }

    [Fact]
    public void Who_is_refused_while_new_is_told_to_come_back_when_it_will_know_more()
    {
        Ask(First);

        Assert.False(quotas.TryTakeTurn(QuotaKind.Tokens, TimeSpan.Zero, out var wait));

        Assert.Equal(2 * SharedQuotas.LookInterval, wait);
    }

    [Fact]
    public void Beside_others_it_grows_to_its_share_in_steps_and_not_beyond()
    {
        Ask(500);
        Pass(SharedQuotas.LookInterval, () => Others(2000));
        var afterOneStep = quotas.LimitOf(QuotaKind.Tokens);
        for (var i = 0; i < 10; i++)
        {
            Ask(500);
            Pass(SharedQuotas.LookInterval, () => Others(2000));
        }

        Assert.InRange(afterOneStep, First, First + (Quota / 15));
        Assert.InRange(quotas.LimitOf(QuotaKind.Tokens), Quota * 15 / 32, Quota / 2);
    }

    [Fact]
    public void Others_who_ask_for_more_take_their_part_at_the_next_look()
    {
        Grow();

        Pass(SharedQuotas.LookInterval, () => Others(2000, 2000, 2000));

        Assert.InRange(quotas.LimitOf(QuotaKind.Tokens), Quota * 15 / 64, Quota / 4);
    }

    [Fact]
    public void Kinds_of_calls_are_shared_each_for_itself()
    {
        Grow();

        Pass(SharedQuotas.LookInterval, () => board.Write("other", [0, 0, 0, 0, 4000, 0]));

        Assert.True(quotas.LimitOf(QuotaKind.Tokens) > Quota / 2);
        Assert.True(quotas.LimitOf(QuotaKind.Deletions) < 100);
    }

    [Fact]
    public void The_share_of_one_that_is_gone_falls_to_the_rest()
    {
        Grow();
        Pass(SharedQuotas.LookInterval, () => Others(2000));
        Assert.InRange(quotas.LimitOf(QuotaKind.Tokens), Quota * 15 / 32, Quota / 2);

        // Its row stays, and is no longer written.
        for (var i = 0; i < 6; i++)
        {
            Ask(500);
            Pass(SharedQuotas.LookInterval);
        }

        Assert.Equal(Quota, quotas.LimitOf(QuotaKind.Tokens));
    }

    [Fact]
    public void What_one_that_is_gone_left_behind_is_removed_and_what_lives_is_not()
    {
        Others(2000);
        for (var i = 0; i < 40; i++)
        {
            Ask(500);
            Pass(SharedQuotas.LookInterval, () => board.Write("lives", [0, 0, 1, 0, 0, 0]));
        }

        Assert.DoesNotContain("other0", board.Rows.Keys);
        Assert.Contains("lives", board.Rows.Keys);
    }

    [Fact]
    public void A_look_that_fails_changes_nothing_at_first_and_leaves_the_small_part_when_others_count_it_out()
    {
        Grow();
        board.IsDown = true;

        Ask(100);
        Pass(SharedQuotas.LookInterval);
        Assert.Equal(Quota, quotas.LimitOf(QuotaKind.Tokens));

        for (var i = 0; i < 6; i++)
        {
            Ask(100);
            Pass(SharedQuotas.LookInterval);
        }

        Assert.Equal(First, quotas.LimitOf(QuotaKind.Tokens));
        Assert.Contains(logger.Lines, line => line.StartsWith("Warning 1208 ", StringComparison.Ordinal));
    }

    [Fact]
    public void After_storage_was_away_it_is_new_again()
    {
        board.IsDown = true;
        Ask(100);
        Pass(SharedQuotas.LookInterval * 10);
        board.IsDown = false;

        Ask(100);
        Pass(SharedQuotas.LookInterval);
        Assert.Equal(First, quotas.LimitOf(QuotaKind.Tokens));
        Pass(SharedQuotas.LookInterval);

        Assert.Equal(Quota, quotas.LimitOf(QuotaKind.Tokens));
    }

    [Fact]
    public void Who_asks_for_nothing_any_more_stops_to_look_and_is_new_the_next_time()
    {
        Grow();

        for (var i = 0; i < 30; i++)
        {
            Pass(SharedQuotas.LookInterval);
        }

        var looks = board.Looks;
        Pass(Window * 10);

        Assert.Equal(looks, board.Looks);
        Assert.Equal(First, quotas.LimitOf(QuotaKind.Tokens));
    }

    [Fact]
    public void A_refusal_by_ACS_makes_even_a_quiet_one_look()
    {
        Ask(1);

        quotas.Hold(QuotaKind.Tokens, TimeSpan.FromSeconds(1));

        Assert.Equal(1, board.Looks);
        Assert.False(quotas.TryTakeTurn(QuotaKind.Tokens, TimeSpan.Zero, out _));
        Assert.True(quotas.TryTakeTurn(QuotaKind.Deletions, TimeSpan.Zero, out _));
    }

    [Fact]
    public void Who_has_stopped_looks_no_more()
    {
        Grow();
        var looks = board.Looks;

        quotas.Dispose();
        Pass(Window);

        Assert.Equal(looks, board.Looks);
    }

    private void Grow()
    {
        Ask(500);
        Pass(SharedQuotas.LookInterval);
        Ask(2_000);
        Assert.Equal(Quota, quotas.LimitOf(QuotaKind.Tokens));
    }

    private int Ask(int times) => Enumerable.Range(0, times).Count(_ => quotas.TryTakeTurn(QuotaKind.Tokens, TimeSpan.Zero, out TimeSpan _));

    private void Others(params int[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            board.Write($"other{i}", [0, 0, tokens[i], 0, 0, 0]);
        }
    }

    private void Pass(TimeSpan time, Action? before = null)
    {
        before?.Invoke();
        clock.Advance(time);
    }
}
