using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>What never appears in a log, at any level, of any part.</summary>
public sealed class SecrecyTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task No_token_no_key_and_no_user_id_is_logged()
    {
        var user = TestStack.NewUser("secretive");
        var session = Stack.SignIn(user);
        var tokens = new List<string> { session };

        tokens.Add((await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Token);
        tokens.Add((await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/local%7C{user}/tokens")).Token);
        Stack.Acs.Faults.NextOfAny(Fault.Answer(401), 1);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.BadGateway, "acs_denied");
        Stack.Acs.Faults.NextOfAny(Fault.TruncatedBody, 5);
        await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        Stack.Acs.Faults.Clear();
        await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke");
        await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens", "{ nonsense");
        await Stack.AsAsync(session[..^2], HttpMethod.Post, "api/me/tokens");
        await Stack.CleanUpAsync();

        var log = string.Join('\n', Stack.Log.Lines);
        Assert.All(tokens, token => Assert.DoesNotContain(token, log, StringComparison.Ordinal));
        Assert.All(tokens, token => Assert.DoesNotContain(token.Split('.')[2], log, StringComparison.Ordinal));
        Assert.DoesNotContain(Stack.FunctionKey, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Stack.MasterKey, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Stack.Acs.ConnectionString.Split("accesskey=")[1], log, StringComparison.Ordinal);
        Assert.DoesNotContain(user, log, StringComparison.Ordinal);
        // Control: the log speaks of this very user, by hash, so the id would have been seen.
        Assert.Contains((await Stack.FindRowAsync(user))!.RowKey["user-".Length..], log, StringComparison.Ordinal);
    }
}
