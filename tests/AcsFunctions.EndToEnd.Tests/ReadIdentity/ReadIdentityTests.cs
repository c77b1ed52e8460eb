using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.ReadIdentity;

/// <summary>Reading tells what there is and makes nothing.</summary>
public sealed class ReadIdentityTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Reading_an_identity_answers_404_until_there_is_one_and_creates_none()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);

        var before = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");
        var rowBefore = await Stack.FindRowAsync(user);
        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");
        var after = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");

        before.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        Assert.Null(rowBefore);
        after.Is(HttpStatusCode.OK);
        Assert.Equal(created.Identity, after.Identity);
    }

    [Fact]
    public async Task The_last_token_is_told_once_there_was_one()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");

        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        var after = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");

        Assert.False(created.Json.TryGetProperty("lastTokenIssuedOn", out _));
        Assert.True(DateTimeOffset.Parse(after.Text("lastTokenIssuedOn"), null) >= DateTimeOffset.Parse(after.Text("createdOn"), null));
    }
}
