using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.CreateIdentity;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Many requests of one user at once.</summary>
public sealed class RaceTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private const int Concurrent = 20;

    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Twenty_first_calls_at_once_to_one_instance_create_one_identity()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var before = Stack.Acs.Inspection.IdentityCount;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task));

        var calls = Enumerable.Range(0, Concurrent).Select(_ => Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).ToArray();
        await WaitUntilAsync(() => Stack.Acs.Faults.Pending.Count == 0);
        gate.SetResult();
        var answers = await Task.WhenAll(calls);
        var created = Stack.Acs.Inspection.IdentityCount - before;
        await Stack.CleanUpAsync();

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Identity).Distinct());
        // On a busy machine one or another reads before the claim and goes on after it. It creates an identity that is nobody's.
        Assert.InRange(created, 1, Concurrent / 4);
        Assert.Equal(1, Stack.Acs.Inspection.IdentityCount - before);
    }

    [Fact]
    public async Task Twenty_first_calls_at_once_to_as_many_instances_answer_one_identity_and_a_clean_up_leaves_exactly_that_one()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, configureApp: InstanceForEachRequest);
        var user = TestStack.NewUser();
        var session = stack.SignIn(user);
        // All of them create before the first can claim.
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.HoldUntil(gate.Task), Concurrent);

        var calls = Enumerable.Range(0, Concurrent)
            .Select(i => i % 2 == 0 ? stack.AsAsync(session, HttpMethod.Post, "api/me/tokens") : stack.AsAsync(session, HttpMethod.Put, "api/me/identity"))
            .ToArray();
        await WaitUntilAsync(() => stack.Acs.Faults.Pending.Count == 0);
        gate.SetResult();
        var answers = await Task.WhenAll(calls);
        var created = stack.Acs.Inspection.IdentityCount;
        await stack.CleanUpAsync();

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Body));
        var identity = Assert.Single(answers.Select(answer => answer.Identity).Distinct());
        // Control: there was a race, and the clean-up had something to clean.
        Assert.Equal(Concurrent, created);
        Assert.Equal(identity, Assert.Single(stack.Acs.Inspection.Identities).Id);
        // Of the losers nothing is left, neither in the index nor among what waits to be deleted.
        Assert.Equal(["acs-", "user"], (await stack.RowsAsync()).Where(row => row.PartitionKey != "index").Select(row => row.RowKey[..4]).Order(StringComparer.Ordinal));
        Assert.All(answers.Where(answer => answer.Json.TryGetProperty("token", out _)), answer => Assert.True(stack.Acs.Inspection.Validate(answer.Token).Valid));
    }

    [Fact]
    public async Task A_token_that_was_on_its_way_when_the_user_revoked_is_never_answered_valid()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Fault.HoldUntil(gate.Task, afterEffect: true));

        var issuing = Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        await WaitUntilAsync(() => Stack.Acs.Faults.Pending.Count == 0);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        gate.SetResult();

        (await issuing).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    [Fact]
    public async Task A_token_that_was_on_its_way_when_the_identity_was_deleted_is_not_answered()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var first = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Stack.Acs.Faults.Next(AcsOperation.IssueAccessToken, Fault.HoldUntil(gate.Task, afterEffect: true));

        var issuing = Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/local%7C{user}/tokens");
        await WaitUntilAsync(() => Stack.Acs.Faults.Pending.Count == 0);
        (await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);
        gate.SetResult();
        var answer = await issuing;

        // A key holder has no session to end, so it gets a token: for a new identity, never for the deleted one.
        answer.Is(HttpStatusCode.OK);
        Assert.NotEqual(first.Identity, answer.Identity);
        Assert.True(Stack.Acs.Inspection.Validate(answer.Token).Valid);
    }

    // What an instance remembers, and what leads a request to it, made anew for each request.
    private static void InstanceForEachRequest(IHostApplicationBuilder app)
    {
        foreach (var type in new[]
        {
            typeof(IdentityCache), typeof(IdentityRegistry),
            typeof(IssueTokenOperation), typeof(CreateIdentityOperation),
        })
        {
            app.Services.Replace(ServiceDescriptor.Transient(type, type));
        }
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
