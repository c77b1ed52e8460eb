using System.Net;
using System.Text.Json;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Jobs;

/// <summary>An operator has things done that outlast a request.</summary>
public sealed class OperatorTests(StackFixture fixture) : IClassFixture<StackFixture>, IAsyncDisposable
{
    private const string CleanUp = "api/keyed/operations/clean-up";
    private const string WindDown = "api/keyed/operations/wind-down";
    private const string Export = "api/keyed/operations/wind-down/export";

    // Of a test that counts all there is, or takes something away.
    private TestStack? own;

    private TestStack Stack => own ?? fixture.Stack;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_clean_up_is_asked_for_carried_out_by_the_timer_and_reported_at_its_address()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(3);
        Stack.Clock.Advance(TimeSpan.FromDays(100));

        var asked = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp);
        var before = await StatusAsync(asked);
        await Stack.RunJobsAsync();
        var after = await StatusAsync(asked);

        asked.Is(HttpStatusCode.Accepted);
        Assert.NotNull(asked.Header("Retry-After"));
        Assert.Equal("requested", before.Text("status"));
        Assert.Equal(("finished", "clean-up"), (after.Text("status"), after.Text("kind")));
        Assert.Equal(3, Report(after, "staleDeleted"));
        Assert.Equal(0, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_dry_run_counts_and_deletes_nothing()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(3);
        Stack.Clock.Advance(TimeSpan.FromDays(100));

        var asked = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp, """{"dryRun":true}""");
        await Stack.RunJobsAsync();
        var after = await StatusAsync(asked);

        Assert.True(after.Json.GetProperty("dryRun").GetBoolean());
        Assert.Equal((3, 0), (Report(after, "staleFound"), Report(after, "staleDeleted")));
        Assert.Equal(3, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task Asking_twice_is_one_run_and_a_dry_run_is_another()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        var first = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp);
        var second = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp);
        var dry = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp, """{"dryRun":true}""");

        Assert.Equal(first.Text("operationId"), second.Text("operationId"));
        Assert.NotEqual(first.Text("operationId"), dry.Text("operationId"));
    }

    [Fact]
    public async Task A_wind_down_deletes_every_identity_young_ones_and_unfinished_promises_too()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(16);
        var leaver = Stack.SignIn(TestStack.NewUser());
        await Stack.AsAsync(leaver, HttpMethod.Put, "api/me/identity");
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Answer(500), calls: 3);
        (await Stack.AsAsync(leaver, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.Accepted);

        var asked = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, $$"""{"confirm":"{{Stack.Table.Name}}"}""");
        await Stack.RunJobsAsync();
        var after = await StatusAsync(asked);

        Assert.Equal(("finished", "wind-down"), (after.Text("status"), after.Text("kind")));
        Assert.True(after.Json.GetProperty("windDownReport").GetProperty("complete").GetBoolean());
        Assert.Equal((16, 1), (Report(after, "deleted"), Report(after, "unfinishedDone")));
        Assert.Equal(0, Stack.Acs.Inspection.IdentityCount);
        Assert.DoesNotContain(await Stack.RowsAsync(), row => row.ContainsKey("CommunicationUserId"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"confirm":"yes"}""")]
    [InlineData("""{"confirm":"ACSIDENTITIES"}""")]
    public async Task A_wind_down_cannot_be_started_without_the_name_of_the_table(string? body)
    {
        await MappedAsync(1);
        var mapped = Stack.Acs.Inspection.IdentityCount;

        var asked = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, body);
        await Stack.RunJobsAsync();

        asked.IsProblem(HttpStatusCode.BadRequest, "confirmation_required");
        Assert.Equal(mapped, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_dry_run_of_a_wind_down_needs_no_confirmation_and_deletes_nothing()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(5);

        var asked = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, """{"dryRun":true}""");
        await Stack.RunJobsAsync();

        Assert.Equal(5, Report(await StatusAsync(asked), "found"));
        Assert.Equal(5, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_back_ends_key_cannot_wind_down_or_export()
    {
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, WindDown, "{}")).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, Export)).IsOfTheHost(HttpStatusCode.Unauthorized);
        // Control: the key is good, and the routes are there.
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp)).Is(HttpStatusCode.Accepted);
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, Export)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("POST", CleanUp)]
    [InlineData("POST", WindDown)]
    [InlineData("GET", Export)]
    [InlineData("GET", "api/keyed/operations/some")]
    [InlineData("DELETE", "api/keyed/operations/some")]
    public async Task A_stranger_or_an_administrator_without_a_key_cannot_operate(string method, string path)
    {
        (await Stack.AnonymouslyAsync(new HttpMethod(method), path)).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.AsAsync(Stack.SignInAdmin(), new HttpMethod(method), path)).IsOfTheHost(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("20260101000000000-abcdefabcdef")]
    [InlineData("clean-up")]
    [InlineData("a'b")]
    public async Task An_operation_that_nobody_asked_for_cannot_be_found(string id)
    {
        var path = "api/keyed/operations/" + Uri.EscapeDataString(id);

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, path)).IsProblem(HttpStatusCode.NotFound, "operation_not_found");
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, path)).IsProblem(HttpStatusCode.NotFound, "operation_not_found");
    }

    [Fact]
    public async Task A_wind_down_that_was_stopped_before_it_began_deletes_nothing()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(3);
        var asked = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, $$"""{"confirm":"{{Stack.Table.Name}}"}""");

        var stopped = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, asked.Header("Location")!);
        await Stack.RunJobsAsync();

        Assert.Equal("stopped", stopped.Is(HttpStatusCode.OK).Text("status"));
        Assert.Equal("stopped", (await StatusAsync(asked)).Text("status"));
        Assert.Equal(3, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task A_wind_down_that_is_stopped_on_its_way_leaves_the_rest()
    {
        const int Identities = 8;
        const int AtOnce = 2;
        // A call that is held may not give up before the carrier looks whether it is to stop.
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?> { ["Acs:AttemptTimeout"] = "00:00:15", ["CleanUp:Concurrency"] = $"{AtOnce}" });
        await MappedAsync(stack, Identities);
        stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.HoldUntil(Task.CompletedTask));
        stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Hang, int.MaxValue);
        var asked = await stack.WithKeyAsync(stack.MasterKey, HttpMethod.Post, WindDown, $$"""{"confirm":"{{stack.Table.Name}}"}""");
        var carrying = stack.RunJobsAsync();
        // The emulator tells nobody that a call came in.
        while (stack.Acs.Inspection.CallsOf(AcsOperation.DeleteIdentity).Calls < 1 + AtOnce && !carrying.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var stopped = await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Delete, asked.Header("Location")!);
        await carrying;
        var after = await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Get, asked.Header("Location")!);

        Assert.Equal("stopping", stopped.Is(HttpStatusCode.Accepted).Text("status"));
        Assert.Equal(("stopped", 1), (after.Is(HttpStatusCode.OK).Text("status"), Report(after, "deleted")));
        Assert.Equal(1 + AtOnce, stack.Acs.Inspection.CallsOf(AcsOperation.DeleteIdentity).Calls);
        // What is left is named by a row each: those under way as pending deletions, the others as they were.
        var named = (await stack.RowsAsync()).Where(row => row.ContainsKey("CommunicationUserId")).ToLookup(row => row.RowKey[0], row => row.GetString("CommunicationUserId"));
        Assert.Equal((AtOnce, Identities - 1 - AtOnce), (named['r'].Count(), named['u'].Count()));
        Assert.Equal(
            stack.Acs.Inspection.Identities.Select(identity => identity.Id).Order(StringComparer.Ordinal),
            named['r'].Concat(named['u']).Order(StringComparer.Ordinal));
        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Delete, asked.Header("Location")!)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_export_names_every_identity_and_whose_sessions_were_ended()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        await MappedAsync(3);
        var leaver = Stack.SignIn(TestStack.NewUser());
        await Stack.AsAsync(leaver, HttpMethod.Put, "api/me/identity");
        await Stack.AsAsync(leaver, HttpMethod.Delete, "api/me/identity");

        var page = await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, Export);

        var rows = page.Is(HttpStatusCode.OK).Json.GetProperty("identities").EnumerateArray().ToList();
        Assert.Equal(
            Stack.Acs.Inspection.Identities.Select(identity => identity.Id).Order(StringComparer.Ordinal),
            rows.Where(row => row.TryGetProperty("communicationUserId", out _)).Select(row => row.GetProperty("communicationUserId").GetString()).Order(StringComparer.Ordinal));
        // Of whoever left there is nothing but that.
        var fence = Assert.Single(rows, row => !row.TryGetProperty("communicationUserId", out _));
        Assert.Equal(["retired", "tokensValidFrom", "userHash"], fence.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.False(page.Json.TryGetProperty("after", out _));
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, Export + "?after=***")).IsProblem(HttpStatusCode.BadRequest, "invalid_page");
    }

    [Fact]
    public async Task Nothing_is_promised_while_storage_is_down()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        Stack.Storage.Cut();

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, CleanUp)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, WindDown, """{"dryRun":true}""")).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/operations/some")).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, "api/keyed/operations/some")).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
        (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, Export)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
    }

    private static int Report(ApiAnswer status, string count) => status.Json.GetProperty(status.Text("kind") == "clean-up" ? "cleanUpReport" : "windDownReport").GetProperty(count) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : -1;

    private async Task<ApiAnswer> StatusAsync(ApiAnswer asked)
    {
        var location = asked.Is(HttpStatusCode.Accepted).Header("Location");
        return (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, location!)).Is(HttpStatusCode.OK);
    }

    private Task MappedAsync(int count) => MappedAsync(Stack, count);

    private static async Task MappedAsync(TestStack stack, int count)
    {
        for (var number = 0; number < count; number++)
        {
            (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{TestStack.NewUser()}/identity")).Is(HttpStatusCode.Created);
        }
    }
}
