using AcsFunctions.Acs;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Runs;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
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

        Assert.Equal((true, 2, 8L, 2L), (report.Complete, report.Round, report.Deleted, report.UnfinishedDone));
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
