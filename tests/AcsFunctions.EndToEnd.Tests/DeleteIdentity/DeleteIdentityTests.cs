using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using Azure.Data.Tables;

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
    public async Task After_a_deletion_no_row_says_in_clear_who_the_user_was()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        var before = await NamingAsync(user);

        (await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        // Control: the row named the user for as long as there was an identity.
        Assert.Equal("local|" + user, Assert.Single(before).GetString("UserId"));
        Assert.False((await Stack.FindRowAsync(user))!.ContainsKey("UserId"));
        Assert.Empty(await NamingAsync(user));
    }

    private async Task<IReadOnlyList<TableEntity>> NamingAsync(string user) =>
        [.. (await Stack.RowsAsync()).Where(row => row.Any(column => column.Value is string text && text.Contains(user, StringComparison.Ordinal)))];

    [Fact]
    public async Task Deleting_nothing_is_done_too()
    {
        var answer = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Delete, "api/me/identity");

        answer.Is(HttpStatusCode.NoContent);
    }
}
