using AcsFunctions.Acs;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Runs;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>Every identity goes, however often the work is interrupted.</summary>
public sealed class WindDownTests : CleanUpTests
{
    private int stretches;

    [Fact]
    public async Task All_identities_go_stretch_after_stretch_at_the_pace()
    {
        Options.CallsPerSecond = 1;
        await ManyAsync(300);

        var report = await WindDownAsync();

        Assert.True(report.Complete);
        // A row whose deletion a stretch's end came before is a promise to the next.
        Assert.Equal(300, report.Deleted + report.UnfinishedDone);
        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
        Assert.InRange(stretches, 3, 6);
    }

    [Fact]
    public async Task A_stretch_whose_report_was_lost_costs_counts_and_nothing_else()
    {
        Options.CallsPerSecond = 1;
        await ManyAsync(150);
        var run = Run.Request(RunKind.WindDown, dryRun: false, Noon);

        await Work().WorkAsync(run, Token);
        var report = await WindDownAsync();

        Assert.True(report.Complete);
        Assert.InRange(report.Deleted + report.UnfinishedDone, 25, 40);
        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
    }

    [Fact]
    public async Task What_fails_is_tried_again_in_another_round()
    {
        await ManyAsync(10);
        Acs.Fail(AcsCall.Delete, Refusal(AcsRefusalKind.Unavailable), Refusal(AcsRefusalKind.Unavailable));

        var report = await WindDownAsync();

        // The third finds nothing.
        Assert.Equal((true, 3, 8L, 2L), (report.Complete, report.Round, report.Deleted, report.UnfinishedDone));
    }

    [Fact]
    public async Task It_cannot_go_on_for_ever_with_identities_that_ACS_refuses_to_delete_nor_call_itself_complete()
    {
        await ManyAsync(3);
        Acs.Fail(AcsCall.Delete, Enumerable.Repeat(Refusal(AcsRefusalKind.NotOwned), 20));

        var report = await WindDownAsync();

        Assert.False(report.Complete);
        Assert.Equal((1, 3L, 0L), (report.Round, report.LeftBehindThisRound, report.Deleted));
        Assert.Equal(3, RetiredRows);
    }

    [Fact]
    public async Task A_full_bucket_that_cannot_be_emptied_does_not_hold_up_the_others()
    {
        Options.CallsPerSecond = 1;
        for (var number = 0; number < 130; number++)
        {
            await MappedAsync(TimeSpan.Zero, UserIn(new Bucket(0)));
        }

        var behind = await MappedAsync(TimeSpan.Zero, UserIn(new Bucket(9)));
        Acs.Fail(AcsCall.Delete, Enumerable.Repeat(Refusal(AcsRefusalKind.NotOwned), 115));

        var report = await WindDownAsync();

        Assert.True(report.Complete);
        Assert.False(Acs.IsAlive(behind));
        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
    }

    [Fact]
    public async Task It_cannot_call_itself_complete_while_the_end_of_a_stretch_left_rows_half_done()
    {
        // Slower than this clock jumps: all but the first row wait until the stretch is over.
        Options.CallsPerSecond = 0.001;
        await MappedAsync(TimeSpan.Zero, UserIn(new Bucket(10)));
        await MappedAsync(TimeSpan.Zero, UserIn(new Bucket(11)));
        var looks = 0;
        Store.IsBucketUnreadable = bucket =>
        {
            // The first stretch ends far ahead of both rows, and one before it is back at them: together they saw all buckets.
            if (bucket == new Bucket(200) && stretches == 1 || bucket == new Bucket(0) && ++looks is 3 or 4)
            {
                Clock.Advance(TimeSpan.FromMinutes(3));
            }

            return false;
        };

        var report = await WindDownAsync();

        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
        Assert.True(report.Complete);
        // Control: there were stretches cut short, with a row left for another round.
        Assert.True(looks > 4, $"{looks}");
        Assert.InRange(report.Round, 3, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task It_cannot_call_itself_complete_with_identities_left_wherever_its_stretches_end(int concurrency)
    {
        Options.Concurrency = concurrency;
        Options.Deadline = TimeSpan.FromSeconds(70);
        var complete = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            await ManyAsync(random.Next(1, 60));
            stretches = 0;
            Store.IsBucketUnreadable = _ => Ends(random, 300) && false;
            Store.WriteFault = _ => Ends(random, 20) ? StoreFault.AnswerLost : StoreFault.None;

            var report = await WindDownAsync();

            Assert.False(report.Complete && Acs.Identities.Any(identity => identity.IsAlive), $"Seed {seed} left some.");
            complete += report.Complete ? 1 : 0;
        }

        // Control: most ended so.
        Assert.InRange(complete, 15, 30);
    }

    [Fact]
    public async Task Sessions_go_on_and_the_reason_is_recorded()
    {
        await MappedAsync(TimeSpan.Zero);
        Acs.Fail(AcsCall.Delete, Refusal(AcsRefusalKind.Unavailable));

        await Work().WorkAsync(Run.Request(RunKind.WindDown, dryRun: false, Noon), Token);

        Assert.Null(Assert.Single(Rows.Rows().OfType<UserRow>()).TokensValidFrom);
        Assert.Equal(RetirementReason.WoundDown, Assert.Single(Rows.Rows().OfType<RetiredRow>()).Reason);
    }

    [Fact]
    public async Task A_dry_run_counts_each_row_once_and_changes_nothing()
    {
        await ManyAsync(20);
        await RetiredAsync();

        var report = await WindDownAsync(dryRun: true);

        Assert.Equal((20L, 1L, 0L, false), (report.Found, report.UnfinishedFound, report.Deleted, report.Complete));
        Assert.All(Acs.Identities, identity => Assert.True(identity.IsAlive));
    }

    [Fact]
    public async Task A_dry_run_of_many_stretches_counts_each_row_once()
    {
        Options.Deadline = TimeSpan.FromSeconds(70);
        await ManyAsync(100);
        await RetiredAsync();
        Store.IsBucketUnreadable = _ =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(700));
            return false;
        };

        var report = await WindDownAsync(dryRun: true);

        Assert.Equal((100L, 1L, 1), (report.Found, report.UnfinishedFound, report.Round));
        // Control: 256 buckets with two looks each, of which a stretch has time for a hundred.
        Assert.Equal(6, stretches);
    }

    private async Task<WindDownReport> WindDownAsync(bool dryRun = false)
    {
        var run = Run.Request(RunKind.WindDown, dryRun, Noon);
        Stretch stretch;
        do
        {
            Assert.InRange(++stretches, 0, 100);
            stretch = await Work().WorkAsync(run, Token);
            run = run with { Report = stretch.Report };
        }
        while (!stretch.IsLast);
        return System.Text.Json.JsonSerializer.Deserialize(stretch.Report, ReportJson.Default.WindDownReport)!;
    }

    private bool Ends(Random random, int oneIn)
    {
        lock (random)
        {
            if (random.Next(oneIn) > 0)
            {
                return false;
            }
        }

        Clock.Advance(Options.Deadline);
        return true;
    }

    // A new one for each stretch: nothing may be carried over but the report.
    private WindDownRun Work()
    {
        var settings = Microsoft.Extensions.Options.Options.Create(Options);
        return new(new(Store, Registry, settings, Clock, Unwatched.Meter, NullLogger<CleanUpStaleIdentitiesOperation>.Instance), settings);
    }

    private async Task ManyAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await MappedAsync(TimeSpan.FromHours(1), Users.New());
        }
    }
}
