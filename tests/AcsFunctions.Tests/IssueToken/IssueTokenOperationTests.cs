using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using AcsFunctions.Testing;
using AcsFunctions.Tokens;
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

    // What each scope covers, all pairs: the list is the control of the refusals, and the refusals are the list's.
    public static TheoryData<string, string, bool> Pairs
    {
        get
        {
            var covered = new Dictionary<string, string[]>
            {
                ["chat"] = ["chat", "chat.join", "chat.join.limited"],
                ["chat.join"] = ["chat.join", "chat.join.limited"],
                ["chat.join.limited"] = ["chat.join.limited"],
                ["voip"] = ["voip", "voip.join"],
                ["voip.join"] = ["voip.join"],
            };
            var pairs = new TheoryData<string, string, bool>();
            foreach (var policy in TokenScopes.All)
            {
                foreach (var wish in TokenScopes.All)
                {
                    pairs.Add(policy, wish, covered[policy].Contains(wish));
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_scope_can_be_narrowed_and_never_widened(string policy, string wish, bool isGranted)
    {
        var answer = await IssueAsync([wish], null, new TokenOptions { AllowedScopes = policy });

        Assert.Equal(isGranted ? null : RefusalReason.ScopeNotAllowed, answer.Refusal?.Reason);
        Assert.Equal(isGranted ? [wish] : null, answer.Value?.Scopes);
        Assert.Equal(isGranted ? 1 : 0, acs.Calls(AcsCall.Create));
    }

    [Fact]
    public async Task One_scope_outside_the_policy_refuses_all()
    {
        var answer = await IssueAsync(["voip.join", "chat.join", "chat"], null, new TokenOptions { AllowedScopes = "voip chat.join" });

        Assert.Equal(RefusalReason.ScopeNotAllowed, answer.Refusal?.Reason);
        Assert.Equal(0, acs.Calls(AcsCall.Create));
    }

    [Theory]
    [InlineData("CHAT", RefusalReason.InvalidScope)]
    [InlineData("chat.", RefusalReason.InvalidScope)]
    [InlineData("chat.join.", RefusalReason.InvalidScope)]
    [InlineData("voip.join.limited", RefusalReason.InvalidScope)]
    [InlineData("", RefusalReason.InvalidScope)]
    [InlineData("chat voip", RefusalReason.InvalidScope)]
    [InlineData("admin", RefusalReason.InvalidScope)]
    public async Task A_scope_that_ACS_does_not_have_is_refused(string scope, RefusalReason reason)
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

    private Task<Result<IssuedToken, Refusal>> IssueAsync(string[]? scopes, int? minutes, TokenOptions? policy = null) =>
        new IssueTokenOperation(Registries.Over(new InMemoryIdentityStore(), acs, clock), Options.Create(policy ?? new TokenOptions()), Options.Create(new GuestOptions()), Unwatched.Operations(clock))
            .ExecuteAsync(Users.New(), Session.Trusted, new IssueTokenRequest(scopes, minutes), TestContext.Current.CancellationToken);
}
