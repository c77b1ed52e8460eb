using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>What a stopping instance cannot finish is told to whoever waits for it, by every operation that waits for anything.</summary>
public sealed class InterruptedTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly SilentFixture fixture = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestStack Stack => fixture.Stack;

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Calls_that_wait_for_storage_while_the_instance_stops_are_told_to_ask_again()
    {
        // The issuer's keys, and this version's table, are known.
        (await fixture.SendAsync(Family.Self, UserOperation.Read)).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        _ = Stack.Storage.Delay(TimeSpan.FromMinutes(10));

        await AllAreInterruptedAsync(WaitingForStorage);
    }

    [Fact]
    public async Task Calls_that_wait_for_ACS_while_the_instance_stops_are_told_to_ask_again()
    {
        var user = TestStack.NewUser();
        (await fixture.SendForAsync(user, Family.Keyed, UserOperation.Create)).Is(HttpStatusCode.Created);
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Fault.Hang, int.MaxValue);
        Stack.Acs.Faults.Next(AcsOperation.ExchangeTeamsUserAccessToken, Fault.Hang, int.MaxValue);

        await AllAreInterruptedAsync(() => WaitingForAcs(user));
    }

    private async Task AllAreInterruptedAsync(Func<IEnumerable<Task<ApiAnswer>>> send)
    {
        var (begun, lines) = (fixture.Begun, Stack.Log.Lines.Count);

        var calls = send().ToList();
        await UntilAsync(() => fixture.Begun - begun == calls.Count);
        await Stack.StopAsync();
        var answers = await Task.WhenAll(calls);

        Assert.All(answers, answer =>
        {
            Assert.Equal("1", answer.Is(HttpStatusCode.ServiceUnavailable).Header("Retry-After"));
            if (answer.Message.RequestMessage!.Method != HttpMethod.Head)
            {
                answer.IsProblem(HttpStatusCode.ServiceUnavailable, "interrupted");
            }
        });
        // Nobody did anything wrong: neither the app nor a caller.
        Assert.DoesNotContain(Stack.Log.Lines.Skip(lines), line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("A caller was refused", StringComparison.Ordinal));
    }

    private IEnumerable<Task<ApiAnswer>> WaitingForAcs(string user) =>
        from family in Enum.GetValues<Family>()
        from operation in new[] { UserOperation.Issue, UserOperation.Exchange }
        select fixture.SendForAsync(user, family, operation);

    // A guest is not among them, nor is any creation that ACS has been asked for: nothing ends it, or its identity would be lost.
    private IEnumerable<Task<ApiAnswer>> WaitingForStorage() =>
    [
        .. from family in Enum.GetValues<Family>()
           from operation in new[] { UserOperation.Read, UserOperation.Create, UserOperation.Delete, UserOperation.Revoke }
           select fixture.SendAsync(family, operation),
        SendAsync(HttpMethod.Get, "api/keyed/identities/8:acs:a_b"),
        SendAsync(HttpMethod.Post, "api/keyed/identities/lookup", """{"userIds":["local|a"]}"""),
        SendAsync(HttpMethod.Post, "api/keyed/operations/clean-up"),
        SendAsync(HttpMethod.Post, "api/keyed/operations/wind-down", """{"dryRun":true}"""),
        SendAsync(HttpMethod.Get, "api/keyed/operations/wind-down/export"),
        SendAsync(HttpMethod.Post, "api/keyed/operations/import", """{"identities":[{"userId":"local|a","communicationUserId":"8:acs:a_b"}]}"""),
        SendAsync(HttpMethod.Get, "api/keyed/operations/some"),
        SendAsync(HttpMethod.Delete, "api/keyed/operations/some"),
        Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready"),
        Stack.AnonymouslyAsync(HttpMethod.Head, "api/health/ready"),
    ];

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? json = null) => Stack.WithKeyAsync(Stack.MasterKey, method, path, json);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
