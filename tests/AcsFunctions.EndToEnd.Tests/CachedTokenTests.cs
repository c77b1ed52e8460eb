using System.Diagnostics.Metrics;
using System.Net;
using AcsFunctions.AcsEmulator;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.EndToEnd.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>A deployment that hands tokens out again, by <c>Tokens:Reuse:Enabled</c>.</summary>
public sealed class CachedTokenTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly MeterWatch meters = new();
    private TestStack? stack;

    private TestStack Stack => stack!;

    private long TokenCalls => Calls(AcsOperation.CreateIdentity) + Calls(AcsOperation.IssueAccessToken);

    public async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(
        azurite.Azurite,
        new Dictionary<string, string?> { ["Tokens:Reuse:Enabled"] = "true" },
        configureApp: builder => builder.Services.AddHostedService(provider => meters.Of(provider.GetRequiredService<IMeterFactory>())));

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stack.DisposeAsync();
    }

    [Fact]
    public async Task Ten_requests_of_a_user_get_one_token_and_one_call_to_ACS()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var tokens = await PostAsync(session, 10);

        Assert.Single(tokens.Distinct());
        Assert.True(Stack.Acs.Inspection.Validate(tokens[0]).Valid);
        Assert.Equal(1, TokenCalls);
        Assert.Equal((1, 9), (Issued("acs"), Issued("cached")));
    }

    [Fact]
    public async Task Another_user_or_other_terms_get_a_token_of_their_own()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        await PostAsync(session, 2);

        var mine = await PostAsync(session, 1);
        var chat = (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens", """{"scopes":["chat"]}""")).Is(HttpStatusCode.OK);
        var others = await PostAsync(Stack.SignIn(TestStack.NewUser()), 1);

        Assert.Equal(3, new[] { mine[0], chat.Token, others[0] }.Distinct().Count());
        Assert.Equal(3, TokenCalls);
    }

    [Fact]
    public async Task After_a_revoke_the_ended_session_gets_nothing_and_a_new_one_a_new_token()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var before = await PostAsync(session, 2);
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/local%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);
        Stack.Clock.Advance(TimeSpan.FromSeconds(10));

        var ended = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var after = await PostAsync(Stack.SignIn(user), 1);

        ended.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Assert.NotEqual(before[0], after[0]);
        Assert.False(Stack.Acs.Inspection.Validate(before[0]).Valid);
        Assert.True(Stack.Acs.Inspection.Validate(after[0]).Valid);
        Assert.Equal(2, TokenCalls);
    }

    private async Task<string[]> PostAsync(string session, int times)
    {
        var tokens = new string[times];
        for (var i = 0; i < times; i++)
        {
            tokens[i] = (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK).Token;
        }

        return tokens;
    }

    private int Issued(string source) =>
        meters.Measurements.Count(measurement => measurement.Instrument == "acsfunctions.tokens.issued" && measurement.Tags == $"kind=identity source={source}");

    private long Calls(AcsOperation operation) => Stack.Acs.Inspection.CallsOf(operation).Calls;
}
