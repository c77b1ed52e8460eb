using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Extensions.Logging;
using Xunit.Sdk;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>The control of the check that every stack of every test makes of its log: it would see one.</summary>
public sealed class SecretLedgerTests(SharedAzurite azurite)
{
    [Fact]
    public async Task A_secret_in_the_log_of_any_stack_would_be_seen()
    {
        var stack = await TestStack.StartAsync(azurite.Azurite);
        var (user, other) = (TestStack.NewUser(), TestStack.NewUser());
        var session = stack.SignIn(user);
        var principal = Principal.Of(("sub", user));

        var answer = await stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
        {
            request.Headers.Add("Authorization", "Bearer " + session);
            request.Headers.Add(Principal.Header, principal);
        });
        await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/local%7C{other}/identity");
        var token = answer.Is(HttpStatusCode.OK).Token;

        stack.Secrets.AreAbsentFrom(stack.Log.Lines);
        Assert.NotEmpty(stack.Log.Lines);
        foreach (var secret in new[] { session, session.Split('.')[2], token, token.Split('.')[2], user, $"local|{other}", $"local%7C{other}", stack.FunctionKey, principal })
        {
            Assert.ThrowsAny<XunitException>(() => stack.Secrets.AreAbsentFrom(["something", $"about {secret}."]));
        }

        stack.Log.CreateLogger("planted").Log(LogLevel.Trace, default, stack.Acs.ConnectionString, null, (line, _) => line);
        var exception = await Assert.ThrowsAnyAsync<XunitException>(async () => await stack.DisposeAsync());
        Assert.Contains("A secret is in the log", exception.Message, StringComparison.Ordinal);
    }
}
