using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.RevokeTokens;

/// <summary>Revoking ends tokens and sessions.</summary>
public sealed class RevokeTokensTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Revoking_ends_every_token_and_the_session_but_not_the_identity()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var one = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var other = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        var revoked = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke");
        var withOldSession = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var withNewSession = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        revoked.Is(HttpStatusCode.NoContent);
        Assert.False(Stack.Acs.Inspection.Validate(one.Token).Valid);
        Assert.False(Stack.Acs.Inspection.Validate(other.Token).Valid);
        withOldSession.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        withNewSession.Is(HttpStatusCode.OK);
        Assert.Equal(one.Identity, withNewSession.Identity);
        Assert.True(Stack.Acs.Inspection.Validate(withNewSession.Token).Valid);
    }

    [Fact]
    public async Task A_back_ends_revoke_ends_the_users_sessions()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);

        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/local%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);

        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }
}
