using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.CreateGuest;

/// <summary>An invitation that is refused leaves nothing behind: one stack serves all of them.</summary>
public sealed class RefusedGuestTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("""{"scopes":["chat"]}""", 403, "scope_not_allowed")]
    [InlineData("""{"scopes":["voip"]}""", 403, "scope_not_allowed")]
    [InlineData("""{"scopes":["fax"]}""", 400, "invalid_scope")]
    [InlineData("""{"scopes":[]}""", 400, "invalid_scope")]
    [InlineData("""{"expiresInMinutes":59}""", 400, "invalid_lifetime")]
    [InlineData("""{"expiresInMinutes":61}""", 400, "invalid_lifetime")]
    [InlineData("""{"deleteAfterMinutes":4}""", 400, "invalid_guest_time")]
    [InlineData("""{"deleteAfterMinutes":1441}""", 400, "invalid_guest_time")]
    [InlineData("""{"deleteAfterMinutes":-2147483648}""", 400, "invalid_guest_time")]
    [InlineData("""{"deleteAfterMinutes":1.5}""", 400, "invalid_body")]
    [InlineData("""{"name":"Eve"}""", 400, "invalid_body")]
    public async Task A_wish_beyond_the_policy_makes_no_guest(string body, int status, string code)
    {
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/guests", body)).IsProblem((HttpStatusCode)status, code);

        Assert.Equal(0, Stack.Acs.Inspection.IdentityCount);
        Assert.DoesNotContain(await Stack.RowsAsync(), row => row.RowKey.StartsWith("user-", StringComparison.Ordinal));
    }
}
