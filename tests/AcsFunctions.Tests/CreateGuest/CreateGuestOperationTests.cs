using AcsFunctions.CreateGuest;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using AcsFunctions.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.CreateGuest;

/// <summary>What a guest may do, and for how long.</summary>
public sealed class CreateGuestOperationTests
{
    private readonly FakeTimeProvider clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryIdentityStore rows = new();
    private readonly IdentityRegistry registry;

    public CreateGuestOperationTests() => registry = Registries.Over(rows, new InMemoryAcs(clock), clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guest_gets_what_the_policy_of_guests_says()
    {
        var guest = (await CreateAsync(new(null, null, null))).Value!;

        Assert.Equal(["chat.join.limited", "voip.join"], guest.Token.Scopes.Order());
        Assert.Equal(clock.GetUtcNow().AddHours(2), guest.Row.DeleteOn);
        Assert.True(guest.UserId.IsGuest);
    }

    [Theory]
    [InlineData("chat", null, null, RefusalReason.ScopeNotAllowed)]
    [InlineData("voip", null, null, RefusalReason.ScopeNotAllowed)]
    [InlineData("pstn", null, null, RefusalReason.InvalidScope)]
    [InlineData(null, 61, null, RefusalReason.InvalidLifetime)]
    [InlineData(null, null, 4, RefusalReason.InvalidGuestTime)]
    [InlineData(null, null, 1441, RefusalReason.InvalidGuestTime)]
    public async Task More_than_that_makes_no_guest(string? scope, int? minutes, int? stay, RefusalReason reason)
    {
        var refused = await CreateAsync(new(scope is null ? null : [scope], minutes, stay));

        Assert.Equal(reason, refused.Refusal?.Reason);
        Assert.Empty(rows.Rows());
    }

    [Fact]
    public async Task A_guests_token_is_renewed_within_the_policy_of_guests_and_not_of_users()
    {
        var guest = (await CreateAsync(new(null, null, null))).Value!;
        var issue = new IssueTokenOperation(registry, Options.Create(new TokenOptions()), Options.Create(new GuestOptions()), Unwatched.Operations(clock));

        var renewed = await issue.ExecuteAsync(guest.UserId, Session.Trusted, new(null, null), Token);
        var wider = await issue.ExecuteAsync(guest.UserId, Session.Trusted, new(["chat"], null), Token);

        Assert.Equal(["chat.join.limited", "voip.join"], renewed.Value!.Scopes.Order());
        Assert.Equal(RefusalReason.ScopeNotAllowed, wider.Refusal?.Reason);
    }

    private Task<Result<GuestIdentity, Refusal>> CreateAsync(CreateGuestRequest request) =>
        new CreateGuestOperation(registry, Options.Create(new GuestOptions()), clock, Unwatched.Operations(clock)).ExecuteAsync(request, Token);
}
