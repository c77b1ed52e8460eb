using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Sweeps;

namespace AcsFunctions.EndToEnd.Tests.Jobs;

/// <summary>Two instances of the function app on one table and one ACS, sweeping at once.</summary>
public sealed class TwoInstancesTests(SharedAzurite azurite) : IAsyncLifetime
{
    // ACS is asked for eight deletions a second at most.
    private const int Identities = 24;
    private const string Operations = "api/keyed/operations/";

    private TestStack? first;
    private TestStack? second;

    private TestStack First => first!;

    private TestStack Second => second!;

    public async ValueTask InitializeAsync()
    {
        first = await TestStack.StartAsync(azurite.Azurite);
        second = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>
        {
            ["IdentityStore:TableName"] = First.Table.Name,
            ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = First.Acs.ConnectionString,
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    [Fact]
    public async Task Two_runs_of_two_instances_delete_every_identity_once()
    {
        await StaleAsync();
        var cleanUp = await First.WithKeyAsync(First.FunctionKey, HttpMethod.Post, Operations + "clean-up");
        var windDown = await Second.WithKeyAsync(Second.MasterKey, HttpMethod.Post, Operations + "wind-down", $$"""{"confirm":"{{First.Table.Name}}"}""");

        for (var minute = 0; minute < 2; minute++)
        {
            await Task.WhenAll(First.RunJobsAsync(), Second.RunJobsAsync());
        }

        // Either instance answers for both.
        Assert.Equal("finished", (await Second.WithKeyAsync(Second.FunctionKey, HttpMethod.Get, cleanUp.Header("Location")!)).Text("status"));
        Assert.Equal("finished", (await First.WithKeyAsync(First.FunctionKey, HttpMethod.Get, windDown.Header("Location")!)).Text("status"));
        Assert.Equal((0, Identities), (First.Acs.Inspection.IdentityCount, Deletions));
    }

    [Fact]
    public async Task Even_without_a_lease_two_clean_ups_at_once_do_no_harm_and_little_double_work()
    {
        await StaleAsync();
        var used = TestStack.NewUser();
        First.Clock.Advance(TimeSpan.FromDays(1));
        Second.Clock.Advance(TimeSpan.FromDays(1));
        (await First.WithKeyAsync(First.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{used}/identity")).Is(HttpStatusCode.Created);

        var reports = await Task.WhenAll(SweepAsync(First), SweepAsync(Second));

        // Control: both were at work.
        Assert.All(reports, report => Assert.True(report.StaleFound > 0, report.ToString()));
        Assert.All(reports, report => Assert.Equal((0, false), (report.Failed, report.CutShort)));
        // The user who is not stale keeps the one identity that is left.
        Assert.Equal(1, First.Acs.Inspection.IdentityCount);
        Assert.InRange(Deletions, Identities, Identities * 5 / 4);
        // Both may finish one and the same pending action, and each counts it.
        Assert.InRange(reports.Sum(report => report.StaleDeleted + report.UnfinishedDone), Identities, Deletions);
        Assert.DoesNotContain(await First.RowsAsync(), row => row.RowKey.StartsWith('r'));
    }

    private long Deletions => First.Acs.Inspection.CallsOf(AcsOperation.DeleteIdentity).Calls;

    private static Task<CleanUpReport> SweepAsync(TestStack stack) =>
        stack.Service<CleanUpStaleIdentitiesOperation>().ExecuteAsync(dryRun: false, TestContext.Current.CancellationToken);

    private async Task StaleAsync()
    {
        for (var number = 0; number < Identities; number++)
        {
            (await First.WithKeyAsync(First.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{TestStack.NewUser()}/identity")).Is(HttpStatusCode.Created);
        }

        First.Clock.Advance(TimeSpan.FromDays(100));
        Second.Clock.Advance(TimeSpan.FromDays(100));
    }
}
