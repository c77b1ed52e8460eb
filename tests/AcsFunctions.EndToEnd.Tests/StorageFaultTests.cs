using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Storage is away, or takes a request and does not answer.</summary>
public sealed class StorageFaultTests(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? stack;

    private TestStack Stack => stack!;

    public async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(azurite.Azurite);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stack.DisposeAsync();
    }

    [Fact]
    public async Task Storage_down_is_never_read_as_a_new_user()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var identity = (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Identity;
        var created = Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls;
        Stack.Storage.Cut();

        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            var answer = await Stack.AsAsync(session, method, path, body);

            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
            Assert.NotNull(answer.Header("Retry-After"));
        }

        Stack.Storage.Mend();
        Assert.Equal(created, Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls);
        Assert.Equal(identity, (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK).Identity);
    }

    [Fact]
    public async Task A_missing_table_is_never_read_as_a_new_user()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        var created = Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls;
        await Stack.Table.DeleteAsync(TestContext.Current.CancellationToken);

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        Assert.Equal(created, Stack.Acs.Inspection.CallsOf(AcsOperation.CreateIdentity).Calls);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_found_again_and_no_identity_leaks()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task, afterEffect: true));

        // The identity exists at ACS; its claim will arrive at storage, and the answer will not come back.
        var creating = Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        await WaitUntilAsync(() => Stack.Acs.Inspection.IdentityCount == 1);
        Stack.Storage.LoseAnswers();
        gate.SetResult();
        var lost = await creating;
        Stack.Storage.Mend();
        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        await Stack.CleanUpAsync();

        lost.IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        Assert.True(Stack.Acs.Inspection.Validate(answer.Is(HttpStatusCode.OK).Token).Valid);
        Assert.Equal(answer.Identity, Assert.Single(Stack.Acs.Inspection.Identities).Id);
    }

    [Fact]
    public async Task Readiness_names_storage_and_liveness_does_not_care()
    {
        (await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready")).Is(HttpStatusCode.OK);
        Stack.Storage.Cut();
        // The answer is remembered for a while.
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));

        var ready = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");
        var live = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/live");

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready");
        Assert.Equal("storage", ready.Text("detail"));
        live.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Storage_that_drops_a_probes_first_attempt_and_holds_the_second_is_away_and_is_not_asked_again_for_a_while()
    {
        (await ReadyAsync()).Is(HttpStatusCode.OK);
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));
        Stack.Storage.CutOnce();
        var isHeld = Stack.Storage.Delay(TimeSpan.FromMinutes(1));

        var away = await ReadyAsync();
        Stack.Storage.Mend();
        var remembered = await ReadyAsync();
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));
        var back = await ReadyAsync();

        Assert.Equal("storage", away.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready").Text("detail"));
        Assert.True(isHeld.IsCompleted);
        Assert.Equal("storage", remembered.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready").Text("detail"));
        back.Is(HttpStatusCode.OK);
    }

    private Task<ApiAnswer> ReadyAsync() => Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
