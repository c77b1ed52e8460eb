using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Compatibility;

/// <summary>The routes of ACS samples where nobody switched them on.</summary>
public sealed class DropInOffTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    [Theory]
    [MemberData(nameof(DropInTests.Routes), MemberType = typeof(DropInTests))]
    public async Task A_drop_in_route_that_is_off_answers_like_one_that_does_not_exist(string method, string path)
    {
        var user = TestStack.NewUser();

        var signedIn = await fixture.Stack.AsAsync(fixture.Stack.SignIn(user), new HttpMethod(method), path);
        var anonymous = await fixture.Stack.AnonymouslyAsync(new HttpMethod(method), path);
        var unknown = await fixture.Stack.AnonymouslyAsync(new HttpMethod(method), "api/there-is-no-such-route");

        Assert.All([signedIn, anonymous, unknown], answer => answer.IsOfTheHost(HttpStatusCode.NotFound));
        Assert.Null(await fixture.Stack.FindRowAsync(user));
    }
}
