using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.DeleteIdentity;

/// <summary>Deleting leaves nothing behind, here or at ACS.</summary>
public sealed class DeleteIdentityTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task Deleting_removes_the_identity_at_ACS_and_the_mapping_and_a_new_session_gets_a_new_identity()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var token = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var mapped = await Stack.FindRowAsync(user);

        var deleted = await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity");
        var row = await Stack.FindRowAsync(user);
        var atAcs = Stack.Acs.Inspection.FindIdentity(token.Identity);
        var again = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        Assert.Equal(token.Identity, mapped!.GetString("CommunicationUserId"));
        deleted.Is(HttpStatusCode.NoContent);
        Assert.Null(atAcs);
        Assert.False(Stack.Acs.Inspection.Validate(token.Token).Valid);
        Assert.Null(row!.GetString("CommunicationUserId"));
        Assert.DoesNotContain(await Stack.RowsAsync(), other => other.RowKey.StartsWith("retired-", StringComparison.Ordinal) && other.GetString("CommunicationUserId") == token.Identity);
        again.Is(HttpStatusCode.OK);
        Assert.NotEqual(token.Identity, again.Identity);
    }

    [Fact]
    public async Task Deleting_nothing_is_done_too()
    {
        var answer = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Delete, "api/me/identity");

        answer.Is(HttpStatusCode.NoContent);
    }
}
