using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Tests.CleanUpStaleIdentities;
using AcsFunctions.WindDown;

namespace AcsFunctions.Tests.WindDown;

/// <summary>Every identity goes, however often the work is interrupted.</summary>
public sealed class WindDownTests : CleanUpTests
{
    private int steps;

    [Fact]
    public async Task All_identities_go_step_after_step_at_the_pace()
    {
        Options.CallsPerSecond = 1;
        await ManyAsync(300);

        var report = await WindDownAsync();

        Assert.True(report.Complete);
        // A row whose deletion a step's end came before stays pending for the next.
        Assert.Equal(300, report.Deleted + report.UnfinishedDone);
        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
        Assert.InRange(steps, 3, 6);
    }

    [Fact]
    public async Task A_step_whose_report_was_lost_costs_counts_and_nothing_else()
    {
        Options.CallsPerSecond = 1;
        await ManyAsync(150);
        var job = Job.Request(JobKind.WindDown, dryRun: false, Noon);

        await Work().WorkAsync(job, Token);
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
        Assert.Equal(3, PendingDeletions);
    }

    [Fact]
    public async Task A_full_bucket_that_cannot_be_emptied_does_not_hold_up_the_others()
    {
        Options.CallsPerSecond = 1;
        for (var number = 0; number < 130; number++)
        {
            await MappedAsync(TimeSpan.Zero, Users.In(new Bucket(0)));
        }

        var behind = await MappedAsync(TimeSpan.Zero, Users.In(new Bucket(9)));
        Acs.Fail(AcsCall.Delete, Enumerable.Repeat(Refusal(AcsRefusalKind.NotOwned), 115));

        var report = await WindDownAsync();

        Assert.True(report.Complete);
        Assert.False(Acs.IsAlive(behind));
        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
    }

    [Fact]
    public async Task It_cannot_call_itself_complete_while_the_end_of_a_step_left_rows_half_done()
    {
        // Slower than this clock jumps: in the first step all but one row wait until it is over.
        Options.CallsPerSecond = 0.001;
        await MappedAsync(TimeSpan.Zero, Users.In(new Bucket(10)));
        await MappedAsync(TimeSpan.Zero, Users.In(new Bucket(11)));
        var looks = 0;
        Store.IsBucketUnreadable = bucket =>
        {
            // The first step ends far ahead of both rows, and one before it is back at them: together they saw all buckets.
            if (bucket == new Bucket(200) && steps == 1 || bucket == new Bucket(0) && ++looks == 2)
            {
                // Later steps have no wait that only an end would end: on a busy machine the first may have left both rows.
                Options.CallsPerSecond = 1;
                Clock.Advance(TimeSpan.FromMinutes(3));
            }

            return false;
        };

        var report = await WindDownAsync();

        Assert.DoesNotContain(Acs.Identities, identity => identity.IsAlive);
        Assert.True(report.Complete);
        // Control: there were steps cut short, with a row left for another round.
        Assert.True(looks > 2, $"{looks}");
        Assert.InRange(report.Round, 3, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task It_cannot_call_itself_complete_with_identities_left_wherever_its_steps_end(int concurrency)
    {
        Options.Concurrency = concurrency;
        Options.Deadline = TimeSpan.FromSeconds(70);
        var complete = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            await ManyAsync(random.Next(1, 60));
            steps = 0;
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

        await Work().WorkAsync(Job.Request(JobKind.WindDown, dryRun: false, Noon), Token);

        Assert.Null(Assert.Single(Rows.Rows().OfType<UserRow>()).TokensValidFrom);
        Assert.Equal(DeletionReason.WoundDown, Assert.Single(Rows.Rows().OfType<PendingDeletion>()).Reason);
    }

    [Fact]
    public async Task A_dry_run_counts_each_row_once_and_changes_nothing()
    {
        await ManyAsync(20);
        await PendingDeletionAsync();

        var report = await WindDownAsync(dryRun: true);

        Assert.Equal((20L, 1L, 0L, false), (report.Found, report.UnfinishedFound, report.Deleted, report.Complete));
        Assert.All(Acs.Identities, identity => Assert.True(identity.IsAlive));
    }

    [Fact]
    public async Task A_dry_run_of_many_steps_counts_each_row_once()
    {
        Options.Deadline = TimeSpan.FromSeconds(70);
        await ManyAsync(100);
        await PendingDeletionAsync();
        Store.IsBucketUnreadable = _ =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(700));
            return false;
        };

        var report = await WindDownAsync(dryRun: true);

        Assert.Equal((100L, 1L, 1), (report.Found, report.UnfinishedFound, report.Round));
        // Control: 256 buckets, of which a step has time for a hundred.
        Assert.Equal(3, steps);
    }

    private async Task<WindDownReport> WindDownAsync(bool dryRun = false)
    {
        var job = Job.Request(JobKind.WindDown, dryRun, Noon);
        JobStep step;
        do
        {
            Assert.InRange(++steps, 0, 100);
            step = await Work().WorkAsync(job, Token);
            job = job with { Report = step.Report };
        }
        while (!step.IsLast);
        return System.Text.Json.JsonSerializer.Deserialize(step.Report, WindDownReportJson.Default.WindDownReport)!;
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

    // A new one for each step: nothing may be carried over but the report.
    private WindDownJob Work()
    {
        var settings = Microsoft.Extensions.Options.Options.Create(Options);
        return new(new(Store, Sweeper(), Clock), settings);
    }

    private async Task ManyAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await MappedAsync(TimeSpan.FromHours(1), Users.New());
        }
    }
}
