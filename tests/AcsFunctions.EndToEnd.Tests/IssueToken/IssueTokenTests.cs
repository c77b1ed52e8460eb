using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.IssueToken;

/// <summary>A token for whoever is signed in, and no more than was asked for.</summary>
public sealed class IssueTokenTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task A_first_call_for_a_token_makes_an_identity_and_answers_a_token_that_ACS_accepts()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
        var verdict = Stack.Acs.Inspection.Validate(answer.Token);
        Assert.True(verdict.Valid, verdict.Refusal?.ToString());
        Assert.Equal(verdict.Identity, answer.Identity);
        Assert.Equal(answer.Identity, answer.Text("userId"));
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("rawId").GetString());
        Assert.Equal(["chat", "voip"], answer.Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(verdict.ExpiresOn!.Value.ToUnixTimeSeconds(), answer.Json.GetProperty("expiresOnTimestamp").GetInt64() / 1000);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Text("expiresOn"));
    }

    [Fact]
    public async Task Refreshing_answers_another_valid_token_for_the_same_identity()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var first = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        var second = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        second.Is(HttpStatusCode.OK);
        Assert.Equal(first.Identity, second.Identity);
        Assert.True(Stack.Acs.Inspection.Validate(first.Token).Valid);
        Assert.True(Stack.Acs.Inspection.Validate(second.Token).Valid);
    }

    [Fact]
    public async Task A_request_can_narrow_scopes_and_choose_a_lifetime()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var before = Stack.Clock.GetUtcNow();

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens", """{"scopes":["voip.join"],"expiresInMinutes":90}""");

        answer.Is(HttpStatusCode.OK);
        var verdict = Stack.Acs.Inspection.Validate(answer.Token);
        Assert.Equal(["voip.join"], verdict.Scopes);
        Assert.InRange(verdict.ExpiresOn!.Value, before.AddMinutes(90).AddSeconds(-1), Stack.Clock.GetUtcNow().AddMinutes(90));
    }
}
