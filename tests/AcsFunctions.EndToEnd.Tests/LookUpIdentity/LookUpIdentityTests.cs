using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;

namespace AcsFunctions.EndToEnd.Tests.LookUpIdentity;

/// <summary>Who has an event of ACS finds the user.</summary>
public sealed class LookUpIdentityTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task It_answers_whose_an_identity_is_in_any_spelling()
    {
        var user = TestStack.NewUser();
        var token = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        var bare = token.Identity["8:acs:".Length..];

        foreach (var spelling in new[] { token.Identity, Uri.EscapeDataString(token.Identity), "8%253Aacs%253A" + bare, "acs:" + bare, bare })
        {
            var found = (await LookUpAsync(spelling)).Is(HttpStatusCode.OK);

            Assert.Equal(("local|" + user, token.Identity), (found.Text("userId"), found.Identity));
            Assert.True(UserId.TryCreate("local|" + user, out var userId));
            Assert.Equal(UserKey.Of(userId).Hash, found.Text("userHash"));
            Assert.NotNull(found.Text("lastTokenIssuedOn"));
            Assert.False(found.Json.TryGetProperty("deleteOn", out _));
        }
    }

    [Fact]
    public async Task Nobody_has_an_identity_after_it_was_deleted()
    {
        var user = TestStack.NewUser();
        var identity = (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Identity;
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        (await LookUpAsync(identity)).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await LookUpAsync("8:acs:nobody_s")).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await LookUpAsync(await Stack.NewAcsIdentityAsync())).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Where_the_map_keeps_no_ids_the_hash_tells_whose_it_is()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?> { ["IdentityStore:StoreUserId"] = "false" });
        var user = TestStack.NewUser();
        var identity = (await stack.AsAsync(stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created).Identity;

        var found = (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Get, $"api/keyed/identities/{identity}")).Is(HttpStatusCode.OK);

        Assert.True(UserId.TryCreate("local|" + user, out var userId));
        Assert.Equal(UserKey.Of(userId).Hash, found.Text("userHash"));
        Assert.False(found.Json.TryGetProperty("userId", out _));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("8:orgid:0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b")]
    [InlineData("8:acs:")]
    [InlineData("8:acs:a_b%2Fc")]
    public async Task What_is_no_identity_is_refused(string text)
    {
        (await LookUpAsync(text)).IsProblem(HttpStatusCode.BadRequest, "invalid_communication_user_id");
    }

    [Fact]
    public async Task A_key_is_needed_and_no_body_is_ignored()
    {
        (await Stack.AnonymouslyAsync(HttpMethod.Get, "api/keyed/identities/8:acs:a_b")).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.AsAsync(Stack.SignInAdmin(), HttpMethod.Get, "api/keyed/identities/8:acs:a_b")).IsOfTheHost(HttpStatusCode.Unauthorized);
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/identities/8:acs:a_b", """{"a":1}""")).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    private Task<ApiAnswer> LookUpAsync(string text) => Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Get, "api/keyed/identities/" + text);
}
