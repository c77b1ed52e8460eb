using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.IssueToken;

/// <summary>A request can narrow the policy and never widen it.</summary>
public sealed class IssueTokenOperationTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryAcs acs;

    public IssueTokenOperationTests() => acs = new(clock);

    [Fact]
    public async Task A_request_that_names_nothing_gets_the_policy()
    {
        var token = (await IssueAsync(null, null)).Value!;

        Assert.Equal(["chat", "voip"], token.Scopes);
        Assert.Equal(clock.GetUtcNow().AddMinutes(60), token.Token.ExpiresOn);
    }

    [Fact]
    public async Task A_request_can_narrow_scopes_and_lifetime()
    {
        var token = (await IssueAsync(["voip", "voip"], 61)).Value!;

        Assert.Equal(["voip"], token.Scopes);
        Assert.Equal(clock.GetUtcNow().AddMinutes(61), token.Token.ExpiresOn);
    }

    [Theory]
    [InlineData("chat.join", RefusalReason.ScopeNotAllowed)]
    [InlineData("voip.join", RefusalReason.ScopeNotAllowed)]
    [InlineData("chat.join.limited", RefusalReason.ScopeNotAllowed)]
    [InlineData("CHAT", RefusalReason.InvalidScope)]
    [InlineData("", RefusalReason.InvalidScope)]
    [InlineData("chat voip", RefusalReason.InvalidScope)]
    [InlineData("admin", RefusalReason.InvalidScope)]
    public async Task A_request_cannot_widen_scopes(string scope, RefusalReason reason)
    {
        var answer = await IssueAsync(["chat", scope], null);

        Assert.Equal(reason, answer.Refusal?.Reason);
        Assert.Equal(0, acs.Calls(AcsCall.Create));
    }

    [Fact]
    public async Task An_empty_list_of_scopes_is_not_taken_for_all() => Assert.Equal(RefusalReason.InvalidScope, (await IssueAsync([], null)).Refusal?.Reason);

    [Theory]
    [InlineData(59, 1440, false)]
    [InlineData(60, 1440, true)]
    [InlineData(1440, 1440, true)]
    [InlineData(1441, 1440, false)]
    [InlineData(121, 120, false)]
    [InlineData(120, 120, true)]
    [InlineData(0, 1440, false)]
    [InlineData(-60, 1440, false)]
    [InlineData(int.MaxValue, 1440, false)]
    public async Task A_lifetime_lies_between_an_hour_and_the_policys_longest(int minutes, int longest, bool isGranted)
    {
        var answer = await IssueAsync(null, minutes, new TokenOptions { MaxExpiresInMinutes = longest });

        Assert.Equal(isGranted ? null : RefusalReason.InvalidLifetime, answer.Refusal?.Reason);
    }

    private Task<Answer<IssuedToken>> IssueAsync(string[]? scopes, int? minutes, TokenOptions? policy = null) =>
        new IssueTokenOperation(Registries.Over(new InMemoryIdentityStore(), acs, clock), Options.Create(policy ?? new TokenOptions()), Unwatched.Operations(clock))
            .ExecuteAsync(Users.New(), Session.Trusted, new IssueTokenRequest(scopes, minutes), TestContext.Current.CancellationToken);
}
