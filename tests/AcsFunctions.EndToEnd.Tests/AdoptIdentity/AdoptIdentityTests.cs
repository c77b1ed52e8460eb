using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using Azure.Data.Tables;

namespace AcsFunctions.EndToEnd.Tests.AdoptIdentity;

/// <summary>An identity of a map that was kept elsewhere becomes a user's, and nobody else's.</summary>
public sealed class AdoptIdentityTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private const int Concurrent = 20;

    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task A_user_gets_the_identity_that_was_named_and_keeps_it()
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());

        var adopted = await AdoptAsync(user, identity);
        var again = await AdoptAsync(user, identity);
        var created = await PutAsync(user, null);
        var token = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        adopted.Is(HttpStatusCode.Created);
        again.Is(HttpStatusCode.OK);
        created.Is(HttpStatusCode.OK);
        Assert.Equal([identity, identity, identity, identity], new[] { adopted, again, created, token.Is(HttpStatusCode.OK) }.Select(answer => answer.Identity));
        Assert.Equal(adopted.Text("createdOn"), created.Text("createdOn"));
        Assert.False(adopted.Json.TryGetProperty("lastTokenIssuedOn", out _));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("acs:{1}")]
    [InlineData("{1}")]
    [InlineData("8%3Aacs%3A{1}")]
    [InlineData("8%3aacs%3a{1}")]
    public async Task It_can_be_spelled_as_libraries_spell_it(string spelling)
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, identity, identity["8:acs:".Length..]);

        var adopted = await AdoptAsync(user, text);

        Assert.Equal(identity, adopted.Is(HttpStatusCode.Created).Identity);
    }

    [Theory]
    [InlineData("8:gcch-acs:a_b")]
    [InlineData("8:dod-acs:a_b")]
    public async Task An_identity_of_another_cloud_keeps_its_prefix(string identity)
    {
        var adopted = await PutAsync(TestStack.NewUser(), $$"""{"communicationUserId":"{{identity}}{{Guid.NewGuid():N}}","verify":false}""");

        Assert.StartsWith(identity, adopted.Is(HttpStatusCode.Created).Identity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"communicationUserId":null}""")]
    [InlineData("""{"communicationUserId":null,"verify":null}""")]
    public async Task A_body_that_says_nothing_is_none(string? body)
    {
        var user = TestStack.NewUser();

        (await PutAsync(user, body)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("{", "invalid_body")]
    [InlineData("[]", "invalid_body")]
    [InlineData("""{"communicationUserID":"8:acs:a_b"}""", "invalid_body")]
    [InlineData("""{"communicationUserId":17}""", "invalid_body")]
    [InlineData("""{"verify":false}""", "invalid_body")]
    [InlineData("""{"communicationUserId":"8:acs:a_b","verify":"no"}""", "invalid_body")]
    [InlineData("""{"communicationUserId":""}""", "invalid_communication_user_id")]
    [InlineData("""{"communicationUserId":"8:orgid:0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b"}""", "invalid_communication_user_id")]
    [InlineData("""{"communicationUserId":"4:+14255550123"}""", "invalid_communication_user_id")]
    [InlineData("""{"communicationUserId":"8:acs:a_b/../c"}""", "invalid_communication_user_id")]
    public async Task A_body_that_makes_no_sense_makes_no_identity(string body, string code)
    {
        var (user, before) = (TestStack.NewUser(), Stack.Acs.Inspection.IdentityCount);

        (await PutAsync(user, body)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Null(await Stack.FindRowAsync(user));
        Assert.Equal(before, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task Neither_a_users_identity_nor_a_users_place_can_be_taken()
    {
        var (alice, bob) = (TestStack.NewUser("alice"), TestStack.NewUser("bob"));
        var (hers, his) = ((await PutAsync(alice, null)).Identity, (await PutAsync(bob, null)).Identity);

        (await AdoptAsync(TestStack.NewUser(), hers)).IsProblem(HttpStatusCode.Conflict, "identity_conflict");
        (await AdoptAsync(alice, await Stack.NewAcsIdentityAsync())).IsProblem(HttpStatusCode.Conflict, "identity_conflict");
        (await AdoptAsync(bob, hers)).IsProblem(HttpStatusCode.Conflict, "identity_conflict");

        Assert.Equal((hers, his), ((await PutAsync(alice, null)).Identity, (await PutAsync(bob, null)).Identity));
    }

    [Fact]
    public async Task An_identity_that_ACS_does_not_know_is_refused_unless_nobody_shall_ask()
    {
        var (user, identity) = (TestStack.NewUser(), await Stack.NewAcsIdentityAsync());
        var gone = identity + "0";

        (await AdoptAsync(user, gone)).IsProblem(HttpStatusCode.UnprocessableEntity, "identity_not_usable");
        (await AdoptAsync(user, "8:acs:6ba7b810-9dad-41d1-80b4-00c04fd430c8_0")).IsProblem(HttpStatusCode.UnprocessableEntity, "identity_not_usable");
        var before = await Stack.FindRowAsync(user);
        var unasked = await PutAsync(user, $$"""{"communicationUserId":"{{gone}}","verify":false}""");

        Assert.True(before is null || !before.ContainsKey("CommunicationUserId"));
        Assert.Equal(gone, unasked.Is(HttpStatusCode.Created).Identity);
    }

    [Fact]
    public async Task What_waits_to_be_deleted_cannot_be_adopted()
    {
        var (alice, bob) = (TestStack.NewUser(), TestStack.NewUser());
        var identity = (await PutAsync(alice, null)).Identity;
        Stack.Acs.Faults.Next(AcsOperation.DeleteIdentity, Fault.Answer(500), calls: 4);
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Delete, $"api/keyed/users/local%7C{alice}/identity")).Is(HttpStatusCode.Accepted);
        Stack.Acs.Faults.Clear();

        foreach (var user in new[] { alice, bob })
        {
            (await AdoptAsync(user, identity)).IsProblem(HttpStatusCode.UnprocessableEntity, "identity_not_usable");
        }
    }

    [Fact]
    public async Task Twenty_users_who_adopt_one_identity_at_once_cannot_all_have_it()
    {
        var identity = await Stack.NewAcsIdentityAsync();
        var users = Enumerable.Range(0, Concurrent).Select(_ => TestStack.NewUser()).ToList();

        var answers = await Task.WhenAll(users.Select(user => AdoptAsync(user, identity)));
        // Whoever met others in between asks again, as Retry-After says.
        var again = await Task.WhenAll(users.Select(user => AdoptAsync(user, identity)));

        Assert.All(answers.Concat(again), answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable, answer.Body));
        var mapped = (await Stack.RowsAsync()).Where(row => row.RowKey.StartsWith("user-", StringComparison.Ordinal) && row.GetString("CommunicationUserId") == identity);
        var owner = Assert.Single(mapped).GetString("UserId");
        var found = (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, $"api/keyed/identities/{Uri.EscapeDataString(identity)}")).Is(HttpStatusCode.OK);
        Assert.Equal(owner, found.Text("userId"));
    }

    [Fact]
    public async Task A_table_of_an_earlier_version_is_walked_before_anything_is_adopted()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite);
        var (old, identity) = (TestStack.NewUser(), await stack.NewAcsIdentityAsync());
        Assert.True(UserId.TryCreate("local|" + old, out var userId));
        var (key, now) = (UserKey.Of(userId), stack.Clock.GetUtcNow());
        await stack.Table.AddEntityAsync(
            new TableEntity(key.Bucket.PartitionKey, key.UserRowKey) { ["CommunicationUserId"] = identity, ["CreatedOn"] = now, ["LastTokenOn"] = now, ["UserId"] = userId.Value },
            TestContext.Current.CancellationToken);
        // An earlier version wrote neither the walk nor an index row.
        await stack.Table.DeleteEntityAsync("index", "walk", cancellationToken: TestContext.Current.CancellationToken);
        var path = $"api/keyed/identities/{Uri.EscapeDataString(identity)}";
        var other = await stack.NewAcsIdentityAsync();
        Task<ApiAnswer> AdoptHereAsync(string user, string communicationUserId) =>
            stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{user}/identity", $$"""{"communicationUserId":"{{communicationUserId}}"}""");

        var early = (await AdoptHereAsync(TestStack.NewUser(), other)).IsProblem(HttpStatusCode.ServiceUnavailable, "index_incomplete");
        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Get, path)).IsProblem(HttpStatusCode.ServiceUnavailable, "index_incomplete");
        (await stack.WithKeyAsync(stack.MasterKey, HttpMethod.Post, "api/keyed/operations/import", $$"""{"identities":[{"userId":"local|x","communicationUserId":"{{other}}"}]}"""))
            .IsProblem(HttpStatusCode.ServiceUnavailable, "index_incomplete");
        await stack.CleanUpAsync();

        Assert.NotNull(early.Header("Retry-After"));
        (await AdoptHereAsync(TestStack.NewUser(), identity)).IsProblem(HttpStatusCode.Conflict, "identity_conflict");
        (await AdoptHereAsync(TestStack.NewUser(), other)).Is(HttpStatusCode.Created);
        Assert.Equal(userId.Value, (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Get, path)).Is(HttpStatusCode.OK).Text("userId"));
    }

    private Task<ApiAnswer> AdoptAsync(string user, string communicationUserId) => PutAsync(user, $$"""{"communicationUserId":"{{communicationUserId}}"}""");

    private Task<ApiAnswer> PutAsync(string user, string? body) =>
        Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/local%7C{user}/identity", body);
}
