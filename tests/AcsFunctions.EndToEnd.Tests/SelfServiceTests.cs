using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>What all routes for a signed-in user have in common; what each does is in the folder of its slice.</summary>
public sealed class SelfServiceTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Every_self_route_refuses_a_session_that_was_ended()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        foreach (var (method, path, body) in SelfRoutes)
        {
            (await Stack.AsAsync(session, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }

        // Control: the same user, signed in anew, is welcome.
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_self_route_refuses_a_request_without_a_token()
    {
        foreach (var (method, path, body) in SelfRoutes)
        {
            var answer = await Stack.AnonymouslyAsync(method, path, body);

            answer.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
            Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        }
    }

    internal static IEnumerable<(HttpMethod Method, string Path, string? Body)> SelfRoutes =>
    [
        (HttpMethod.Put, "api/me/identity", null),
        (HttpMethod.Get, "api/me/identity", null),
        (HttpMethod.Post, "api/me/tokens", null),
        (HttpMethod.Post, "api/me/tokens/revoke", null),
        (HttpMethod.Delete, "api/me/identity", null),
        (HttpMethod.Post, "api/me/teams-token", """{"teamsUserAadToken":"x.y.z"}"""),
    ];
}
