using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>What an operator sees of each operation: a span, measurements and log events, with the user's hash and never the id.</summary>
public sealed class TelemetryTests(TelemetryFixture fixture) : IClassFixture<TelemetryFixture>
{
    private TestStack Stack => fixture.Stack;

    public static TheoryData<string, string, string, string?, string, string> Operations => new()
    {
        { "create_identity", "PUT", "api/me/identity", null, "CommunicationIdentityClient.CreateUser", "[1001] Identity created for user {user}" },
        { "read_identity", "GET", "api/me/identity", null, "TableClient.GetEntity", "" },
        { "issue_token", "POST", "api/me/tokens", null, "CommunicationIdentityClient.CreateUserAndToken", "[1001] Identity created for user {user}" },
        { "revoke_tokens", "POST", "api/me/tokens/revoke", null, "TableClient.AddEntity", "" },
        { "delete_identity", "DELETE", "api/me/identity", null, "TableClient.AddEntity", "" },
        { "exchange_teams_token", "POST", "api/me/teams-token", """{"teamsUserAadToken":"a.b.c"}""", "CommunicationIdentityClient.GetTokenForTeamsUser", "[1201] ACS refused to exchange" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_operation_is_a_span_in_the_callers_trace_with_the_clients_spans_below(
        string operation, string method, string path, string? json, string clientSpan, string logged)
    {
        using var watch = new SpanWatch();
        var user = TestStack.NewUser();
        var hash = HashOf(user);
        var before = Stack.Log.Lines.Count;

        await SendAsync(watch, Stack.SignIn(user), method, path, json);

        var span = Assert.Single(watch.Spans, span => span.OperationName == operation);
        Assert.Equal(hash, span.GetTagItem("acsfunctions.user"));
        Assert.Contains(watch.Spans, child => child.OperationName.StartsWith(clientSpan, StringComparison.Ordinal) && child.ParentSpanId == span.SpanId);
        Assert.All(watch.Spans, any => Assert.DoesNotContain(user, string.Join(' ', any.TagObjects), StringComparison.Ordinal));
        if (logged.Length > 0)
        {
            Assert.Contains(Stack.Log.Lines.Skip(before), line => line.Contains(logged.Replace("{user}", hash, StringComparison.Ordinal), StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("create_identity", "PUT", "api/me/identity", null, "ok")]
    [InlineData("read_identity", "GET", "api/me/identity", null, "identity_not_found")]
    [InlineData("issue_token", "POST", "api/me/tokens", null, "ok")]
    [InlineData("revoke_tokens", "POST", "api/me/tokens/revoke", null, "ok")]
    [InlineData("delete_identity", "DELETE", "api/me/identity", null, "ok")]
    [InlineData("exchange_teams_token", "POST", "api/me/teams-token", """{"teamsUserAadToken":"a.b.c"}""", "invalid_teams_token")]
    public async Task Each_operation_is_timed_with_its_outcome(string operation, string method, string path, string? json, string outcome)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var before = Count("acsfunctions.operation.duration", $"operation={operation} outcome={outcome}");

        await Stack.AsAsync(session, new HttpMethod(method), path, json);

        Assert.Equal(before + 1, Count("acsfunctions.operation.duration", $"operation={operation} outcome={outcome}"));
    }

    [Fact]
    public async Task The_life_of_an_identity_is_counted()
    {
        var user = TestStack.NewUser();
        var before = Snapshot();

        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        var after = Snapshot();
        Assert.Equal([1, 1, 1, 1, 1], after.Zip(before, (now, then) => now - then));

        int[] Snapshot() =>
        [
            Count("acsfunctions.tokens.issued", "kind=identity source=acs"),
            Count("acsfunctions.identities.created", ""),
            Count("acsfunctions.promises.kept", "kind=revocation"),
            Count("acsfunctions.identities.retired", "reason=deleted"),
            Count("acsfunctions.promises.kept", "kind=deletion"),
        ];
    }

    [Fact]
    public async Task A_users_row_that_is_only_moved_is_no_new_identity()
    {
        var user = TestStack.NewUser();
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        var retired = await Stack.NewAcsIdentityAsync();
        var before = Count("acsfunctions.identities.created", "");

        // Moves the row, so that no claim which is under way can land.
        var answer = await Stack.WithKeyAsync(
            Stack.MasterKey, HttpMethod.Post, "api/keyed/operations/import", $$"""{"identities":[{"userId":"local|{{user}}","communicationUserId":"{{retired}}","retired":true,"retiredOn":"2026-07-01T12:00:00Z"}]}""");

        Assert.Equal("imported", answer.Is(HttpStatusCode.OK).Json.GetProperty("rows")[0].GetProperty("outcome").GetString());
        Assert.Equal(before, Count("acsfunctions.identities.created", ""));
    }

    [Fact]
    public async Task A_refusal_of_ACS_is_counted_logged_and_marks_the_span()
    {
        using var watch = new SpanWatch();
        var user = TestStack.NewUser();
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.Answer(500));
        var before = Stack.Log.Lines.Count;

        var answer = await SendAsync(watch, Stack.SignIn(user), "POST", "api/me/tokens", null);

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "acs_unavailable");
        Assert.Equal(watch.TraceId.ToHexString(), answer.Text("traceId"));
        Assert.True(Count("acsfunctions.acs.refusals", "operation=create outcome=unavailable") > 0);
        Assert.True(Count("acsfunctions.acs.call.duration", "operation=create outcome=unavailable") > 0);
        var span = Assert.Single(watch.Spans, span => span.OperationName == "issue_token");
        Assert.Equal("acs_unavailable", span.GetTagItem("acsfunctions.outcome"));
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, span.Status);
        Assert.Contains(Stack.Log.Lines.Skip(before), line => line.Contains("[1201] ACS refused to create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callers_mistake_does_not_mark_the_span()
    {
        using var watch = new SpanWatch();

        var answer = await SendAsync(watch, Stack.SignIn(TestStack.NewUser()), "POST", "api/me/tokens", """{"scopes":[]}""");

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid_scope");
        var span = Assert.Single(watch.Spans, span => span.OperationName == "issue_token");
        Assert.Equal("invalid_scope", span.GetTagItem("acsfunctions.outcome"));
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_clean_up_is_timed_and_its_rows_are_counted()
    {
        var user = TestStack.NewUser();
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Answer(500), 10);
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.Accepted);
        Stack.Acs.Faults.Clear();
        var before = Stack.Log.Lines.Count;

        await Stack.CleanUpAsync();

        Assert.True(Count("acsfunctions.operation.duration", "operation=delete_identity outcome=pending") > 0);
        Assert.True(Count("acsfunctions.clean_up.duration", "dry_run=False outcome=ok") > 0);
        Assert.Contains(fixture.Meters.Measurements, any =>
            any is { Instrument: "acsfunctions.clean_up.rows", Tags: "dry_run=False phase=unfinished result=done", Value: > 0 });
        Assert.Contains(Stack.Log.Lines.Skip(before), line => line.Contains("[1301]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_tag_of_a_measurement_says_who()
    {
        var user = TestStack.NewUser();
        var token = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        Assert.DoesNotContain(fixture.Meters.Measurements, any =>
            any.Tags.Contains(user, StringComparison.Ordinal) || any.Tags.Contains(HashOf(user), StringComparison.Ordinal) || any.Tags.Contains(token.Identity, StringComparison.Ordinal));
        // Control: there are tags to look at, and few enough of them.
        Assert.InRange(fixture.Meters.Measurements.Select(any => (any.Instrument, any.Tags)).Distinct().Count(), 3, 100);
    }

    private Task<ApiAnswer> SendAsync(SpanWatch watch, string session, string method, string path, string? json) =>
        Stack.SendAsync(new HttpMethod(method), path, json, request =>
        {
            request.Headers.Authorization = new("Bearer", session);
            request.Headers.Add("traceparent", watch.Traceparent);
        });

    private int Count(string instrument, string tags) => fixture.Meters.Measurements.Count(any => any.Instrument == instrument && any.Tags == tags);

    private static string HashOf(string user)
    {
        Assert.True(UserId.TryCreate("local|" + user, out var id));
        return UserKey.Of(id).Hash;
    }
}
