using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.ImportIdentities;

/// <summary>What was exported is taken in again, and so is a map of another origin.</summary>
public sealed class ImportTests(StackFixture fixture) : IClassFixture<StackFixture>, IAsyncDisposable
{
    private const string Export = "api/keyed/operations/wind-down/export";
    private const string Import = "api/keyed/operations/import";

    // Of a test that counts all there is, or takes something away.
    private TestStack? own;

    private TestStack Stack => own ?? fixture.Stack;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_table_that_was_lost_is_restored_and_every_user_has_the_same_identity()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        var users = Enumerable.Range(0, 300).Select(number => $"local|user-{number:d4}").ToArray();
        var before = new Dictionary<string, string>();
        foreach (var page in users.Chunk(100))
        {
            await LookUpAsync(page, before);
        }

        var session = Stack.SignIn("user-0001");
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        var leaver = Stack.SignIn("user-0002");
        (await Stack.AsAsync(leaver, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);
        before.Remove("local|user-0002");
        var guest = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/guests")).Is(HttpStatusCode.Created);
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Answer(500), calls: 4);
        (await Stack.AsAsync(Stack.SignIn("user-0003"), HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.Accepted);
        Stack.Acs.Faults.Clear();
        var waiting = before["local|user-0003"];
        before.Remove("local|user-0003");

        var exported = await ExportAsync();
        await DropRowsAsync();
        var restored = await ImportAsync(exported);
        var again = await ImportAsync(exported);
        var after = new Dictionary<string, string>();
        foreach (var page in before.Keys.Chunk(100))
        {
            await LookUpAsync(page, after, create: false);
        }

        Assert.Equal(300 + 1 + 1, exported.Count);
        Assert.All(restored, row => Assert.Equal("imported", row.GetProperty("outcome").GetString()));
        Assert.All(again, row => Assert.Equal("unchanged", row.GetProperty("outcome").GetString()));
        Assert.Equal(before, after);
        // What kept ended sessions ended came back, too.
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await Stack.AsAsync(leaver, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        var owner = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/identities/" + guest.Identity)).Is(HttpStatusCode.OK);
        Assert.Equal((guest.Text("guestId"), guest.Text("deleteOn")), (owner.Text("userId"), owner.Text("deleteOn")));
        await Stack.CleanUpAsync();
        Assert.Null(Stack.Acs.Inspection.FindIdentity(waiting));
        // What waited to be deleted has gone.
        Assert.Equal(exported.Count - 1, (await ExportAsync()).Count);
    }

    [Fact]
    public async Task A_map_without_user_ids_is_restored_by_their_hashes()
    {
        own = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?> { ["IdentityStore:StoreUserId"] = "false" });
        var (alice, bob) = (TestStack.NewUser(), TestStack.NewUser());
        var session = Stack.SignIn(alice);
        var identity = (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        var leaver = Stack.SignIn(bob);
        (await Stack.AsAsync(leaver, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        (await Stack.AsAsync(leaver, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        var exported = await ExportAsync();
        await DropRowsAsync();
        var restored = await ImportAsync(exported);

        Assert.Equal(2, exported.Count);
        Assert.All(exported, row => Assert.Null(row!["userId"]));
        Assert.All(restored, row => Assert.Equal("imported", row.GetProperty("outcome").GetString()));
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await Stack.AsAsync(leaver, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Assert.Equal(identity, (await Stack.AsAsync(Stack.SignIn(alice), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK).Identity);
        // A map with ids may be brought all the same; they are not kept.
        await ImportAsync([Row("local|" + bob, await Stack.NewAcsIdentityAsync())]);
        Assert.All(await Stack.RowsAsync(), row => Assert.False(row.ContainsKey("UserId")));
    }

    [Fact]
    public async Task A_map_of_another_origin_needs_two_fields_a_row()
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());

        var rows = await ImportAsync([new JsonObject { ["userId"] = "local|" + user, ["communicationUserId"] = identity["8:".Length..] }]);
        var token = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        await Stack.CleanUpAsync();

        Assert.Equal("imported", Assert.Single(rows).GetProperty("outcome").GetString());
        Assert.Equal(identity, token.Is(HttpStatusCode.OK).Identity);
        // An identity whose last token nobody knows of is no stale one.
        Assert.NotNull(Stack.Acs.Inspection.FindIdentity(identity));
    }

    [Fact]
    public async Task An_old_row_without_a_last_token_is_not_stale()
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());

        await ImportAsync([new JsonObject { ["userId"] = "local|" + user, ["communicationUserId"] = identity, ["createdOn"] = "2021-05-06T07:08:09Z" }]);
        await Stack.CleanUpAsync();

        var read = (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Get, "api/me/identity")).Is(HttpStatusCode.OK);
        Assert.Equal((identity, "2021-05-06T07:08:09.000Z"), (read.Identity, read.Text("createdOn")));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_each_row_has_its_own_outcome()
    {
        var (alice, bob) = (TestStack.NewUser(), TestStack.NewUser());
        var hers = (await Stack.AsAsync(Stack.SignIn(alice), HttpMethod.Put, "api/me/identity")).Identity;
        var his = await Stack.NewAcsIdentityAsync();

        var rows = await ImportAsync(
        [
            Row("local|" + alice, await Stack.NewAcsIdentityAsync()),
            Row("local|" + bob, hers),
            Row("local|" + alice, hers),
            Row("local|" + bob, his),
            Row("no alias", his),
            Row("local|x", "8:orgid:1"),
            Row("guest|17", his),
            new JsonObject { ["communicationUserId"] = his },
            new JsonObject { ["userId"] = "local|x", ["userHash"] = new string('0', 64), ["communicationUserId"] = his },
            new JsonObject { ["userId"] = "local|x", ["communicationUserId"] = his, ["createdOn"] = "1601-01-01T00:00:00Z" },
            new JsonObject { ["userId"] = "local|x" },
            null,
        ]);

        Assert.Equal(
            ["conflict", "conflict", "unchanged", "imported", "invalid", "invalid", "invalid", "invalid", "invalid", "invalid", "invalid", "invalid"],
            rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal(
            ["identity_conflict", "identity_conflict", null, null, "invalid_user_id", "invalid_import", "invalid_user_id", "invalid_import", "invalid_import", "invalid_import", "invalid_import", "invalid_import"],
            rows.Select(row => row.TryGetProperty("code", out var code) ? code.GetString() : null));
        Assert.All(rows.Skip(4), row => Assert.NotEmpty(row.GetProperty("detail").GetString()!));
        Assert.Equal(hers, (await Stack.AsAsync(Stack.SignIn(alice), HttpMethod.Get, "api/me/identity")).Identity);
        Assert.Equal(his, (await Stack.AsAsync(Stack.SignIn(bob), HttpMethod.Get, "api/me/identity")).Identity);
        Assert.Null(await Stack.FindRowAsync("x"));
    }

    [Theory]
    [InlineData("""{"userId":"local|bad","communicationUserId":"8:acs:secret_b","createdOn":"secret"}""", "createdOn is of the wrong type.")]
    [InlineData("""{"userId":["secret"],"communicationUserId":"8:acs:secret_b"}""", "userId is of the wrong type.")]
    [InlineData("""{"userId":"local|bad","communicationUserId":"8:acs:secret_b","retired":"secret"}""", "retired is of the wrong type.")]
    [InlineData("""{"userId":"local|bad","communicationUserId":"8:acs:secret_b","secret":1}""", "The row is no object, or has a field that is unknown.")]
    [InlineData(""" "secret" """, "The row is no object, or has a field that is unknown.")]
    [InlineData("[]", "The row is no object, or has a field that is unknown.")]
    public async Task A_row_that_makes_no_sense_does_not_hold_up_the_others(string row, string detail)
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());

        var answer = await SendAsync($$"""{"identities":[{{row}},{{Row("local|" + user, identity).ToJsonString()}}]}""");

        var rows = answer.Is(HttpStatusCode.OK).Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["invalid", "imported"], rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal(("invalid_import", detail), (rows[0].GetProperty("code").GetString(), rows[0].GetProperty("detail").GetString()));
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.Null(await Stack.FindRowAsync("bad"));
        Assert.Equal(identity, (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Get, "api/me/identity")).Is(HttpStatusCode.OK).Identity);
    }

    [Theory]
    [InlineData("createdOn")]
    [InlineData("lastTokenOn")]
    [InlineData("retiredOn")]
    [InlineData("tokensValidFrom")]
    [InlineData("deleteOn")]
    public async Task An_instant_that_stands_for_ever_is_none(string field)
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());
        string[] never = ["9000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999Z", "8999-12-31T23:30:00-00:30"];

        var rows = await ImportAsync([.. never.Select(instant => Row("local|bad", "8:acs:a_b", field, instant)), Row("local|" + user, identity)]);

        Assert.Equal(["invalid", "invalid", "invalid", "invalid", "imported"], rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.All(rows.SkipLast(1), row => Assert.Equal(
            ("invalid_import", "An instant is before the year 1970 or after 8999."), (row.GetProperty("code").GetString(), row.GetProperty("detail").GetString())));
        Assert.Null(await Stack.FindRowAsync("bad"));
    }

    [Theory]
    [InlineData("createdOn")]
    [InlineData("lastTokenOn")]
    [InlineData("tokensValidFrom")]
    public async Task What_has_happened_may_lie_ahead_by_as_much_as_clocks_differ(string field)
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());
        var keyed = "api/keyed/users/local%7C" + user;
        var now = Stack.Clock.GetUtcNow();

        var rows = await ImportAsync(
            [Row("local|" + user, identity, field, now.AddHours(25).ToString("O")), Row("local|" + user, identity, field, now.AddHours(23).ToString("O"))]);

        Assert.Equal(["invalid", "imported"], rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal("An instant other than deleteOn is in the future.", rows[0].GetProperty("detail").GetString());
        var own = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        if (field == "tokensValidFrom")
        {
            own.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }
        else
        {
            Assert.Equal(identity, own.Is(HttpStatusCode.OK).Identity);
        }

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, keyed + "/tokens")).Is(HttpStatusCode.OK);
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, keyed + "/tokens/revoke")).Is(HttpStatusCode.NoContent);
        await Stack.CleanUpAsync();
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, keyed + "/identity")).Is(HttpStatusCode.NoContent);
        Assert.Null(Stack.Acs.Inspection.FindIdentity(identity));
    }

    [Fact]
    public async Task Sessions_that_were_ended_here_cannot_be_revived_by_an_older_copy()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        var copy = await ExportAsync();
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);

        var rows = await ImportAsync(copy);

        Assert.Equal("unchanged", Assert.Single(rows).GetProperty("outcome").GetString());
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    [Fact]
    public async Task A_session_that_was_ended_cannot_be_revived_by_coming_before_the_copy_does()
    {
        own = await TestStack.StartAsync(fixture.Azurite);
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        var copy = await ExportAsync();
        await DropRowsAsync();
        (await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
        // A table that holds a user is walked over before it takes anything in.
        await Stack.CleanUpAsync();

        var rows = await ImportAsync(copy);

        Assert.Equal("conflict", Assert.Single(rows).GetProperty("outcome").GetString());
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    [Fact]
    public async Task A_thousand_and_one_rows_are_too_many_and_so_are_five_megabytes()
    {
        (await SendAsync(Page(Enumerable.Range(0, 1001).Select(number => Row($"local|{number}", "8:acs:a_b"))))).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
        (await SendAsync($$"""{"after":"{{new string('a', 5_000_000)}}","identities":[]}""")).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task A_back_ends_key_cannot_import()
    {
        var body = Page([Row("local|a", "8:acs:a_b")]);

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, Import, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.AsAsync(Stack.SignInAdmin(), HttpMethod.Post, Import, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
    }

    private static JsonObject Row(string userId, string communicationUserId) => new() { ["userId"] = userId, ["communicationUserId"] = communicationUserId };

    private static JsonObject Row(string userId, string communicationUserId, string field, string instant) =>
        new() { ["userId"] = userId, ["communicationUserId"] = communicationUserId, [field] = instant };

    private static string Page(IEnumerable<JsonNode?> rows) => new JsonObject { ["identities"] = new JsonArray([.. rows.Select(row => row?.DeepClone())]) }.ToJsonString();

    private Task<ApiAnswer> SendAsync(string? body) => Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Post, Import, body);

    private async Task<IReadOnlyList<JsonElement>> ImportAsync(IEnumerable<JsonNode?> rows) =>
        [.. (await SendAsync(Page(rows))).Is(HttpStatusCode.OK).Json.GetProperty("rows").EnumerateArray()];

    private async Task<IReadOnlyList<JsonNode?>> ExportAsync()
    {
        var rows = new List<JsonNode?>();
        string? after = null;
        do
        {
            var page = (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, after is null ? Export : $"{Export}?after={after}")).Is(HttpStatusCode.OK);
            rows.AddRange(JsonNode.Parse(page.Body)!["identities"]!.AsArray());
            after = page.Json.TryGetProperty("after", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        return rows;
    }

    private async Task LookUpAsync(IReadOnlyCollection<string> users, Dictionary<string, string> identities, bool create = true)
    {
        var rest = users;
        for (var round = 0; rest.Count > 0 && round < 5; round++)
        {
            var answer = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", JsonSerializer.Serialize(new { userIds = rest, create }));
            var found = answer.Is(HttpStatusCode.OK).Json.GetProperty("users").EnumerateArray().ToLookup(user => user.TryGetProperty("user", out _));
            foreach (var user in found[true])
            {
                identities.Add(user.GetProperty("userId").GetString()!, user.GetProperty("user").GetProperty("rawId").GetString()!);
            }

            // ACS makes so many in half a minute. The others are asked for again.
            Assert.All(found[false], user => Assert.Equal("acs_throttled", user.GetProperty("code").GetString()));
            rest = [.. found[false].Select(user => user.GetProperty("userId").GetString()!)];
            Stack.Clock.Advance(TimeSpan.FromSeconds(rest.Count > 0 ? 30 : 0));
        }

        Assert.Empty(rest);
    }

    private async Task DropRowsAsync()
    {
        await Stack.Table.DeleteAsync(TestContext.Current.CancellationToken);
        await Stack.Table.CreateAsync(TestContext.Current.CancellationToken);
    }
}
