using System.Net;
using System.Text.Json;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.LookUpUsers;

/// <summary>Who starts a chat finds the others' identities, all at once.</summary>
public sealed class LookUpUsersTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Each_user_has_an_entry_in_the_order_of_the_request()
    {
        var (alice, nobody) = ("local|" + TestStack.NewUser(), "local|" + TestStack.NewUser());
        var identity = (await CreateAsync(alice)).Identity;

        var users = await LookUpAsync(new { userIds = new[] { nobody, alice, "no alias", alice, "", "guest|17" } });

        Assert.Equal([nobody, alice, "no alias", alice, "", "guest|17"], users.Select(user => user.GetProperty("userId").GetString()));
        Assert.Equal([null, identity, null, identity, null, null], users.Select(IdentityOf));
        Assert.Equal(["identity_not_found", null, "invalid_user_id", null, "invalid_user_id", "invalid_user_id"], users.Select(CodeOf));
        Assert.Null(await Stack.FindRowAsync(nobody["local|".Length..]));
    }

    [Fact]
    public async Task A_hundred_users_get_identities_where_that_was_asked_for()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => "local|" + TestStack.NewUser()).ToArray();
        var before = Stack.Acs.Inspection.IdentityCount;

        var created = await LookUpAsync(new { userIds = ids, create = true });
        var again = await LookUpAsync(new { userIds = ids, create = true });

        Assert.Equal(100, created.Select(IdentityOf).OfType<string>().Distinct().Count());
        Assert.Equal(created.Select(IdentityOf), again.Select(IdentityOf));
        Assert.Equal(100, Stack.Acs.Inspection.IdentityCount - before);
    }

    [Fact]
    public async Task A_user_who_is_named_twice_gets_one_identity()
    {
        var user = "local|" + TestStack.NewUser();
        var before = Stack.Acs.Inspection.IdentityCount;

        var users = await LookUpAsync(new { userIds = Enumerable.Repeat(user, 20), create = true });

        Assert.Single(users.Select(IdentityOf).Distinct());
        Assert.Equal(1, Stack.Acs.Inspection.IdentityCount - before);
    }

    [Fact]
    public async Task One_who_is_refused_says_nothing_of_the_others()
    {
        var (there, fresh) = ("local|" + TestStack.NewUser(), "local|" + TestStack.NewUser());
        var identity = (await CreateAsync(there)).Identity;
        Stack.Acs.Faults.Next(AcsOperation.CreateIdentity, Fault.Answer(401), calls: 10);

        var users = await LookUpAsync(new { userIds = new[] { there, fresh }, create = true });
        Stack.Acs.Faults.Clear();

        Assert.Equal([(identity, null), (null, "acs_denied")], users.Select(user => (IdentityOf(user), CodeOf(user))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"userIds":[]}""")]
    [InlineData("""{"userIds":[null]}""")]
    [InlineData("""{"userIds":["local|a"],"make":true}""")]
    [InlineData("""{"userIds":"local|a"}""")]
    public async Task A_request_that_names_nobody_is_refused(string? body)
    {
        (await SendAsync(body)).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    [Fact]
    public async Task A_hundred_and_one_are_too_many()
    {
        var ids = Enumerable.Repeat("local|a", 101);

        (await SendAsync(JsonSerializer.Serialize(new { userIds = ids }))).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    private async Task<IReadOnlyList<JsonElement>> LookUpAsync(object body) =>
        [.. (await SendAsync(JsonSerializer.Serialize(body))).Is(HttpStatusCode.OK).Json.GetProperty("users").EnumerateArray()];

    private Task<ApiAnswer> SendAsync(string? body) => Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/identities/lookup", body);

    private Task<ApiAnswer> CreateAsync(string userId) => Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Put, $"api/keyed/users/{Uri.EscapeDataString(userId)}/identity");

    private static string? IdentityOf(JsonElement user) => user.TryGetProperty("user", out var identity) ? identity.GetProperty("rawId").GetString() : null;

    private static string? CodeOf(JsonElement user) => user.TryGetProperty("code", out var code) ? code.GetString() : null;
}
