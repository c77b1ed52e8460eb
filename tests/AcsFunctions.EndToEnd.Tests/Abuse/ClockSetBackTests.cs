using AcsFunctions.Acs;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Health;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A clock that was far ahead, and is set right: nothing of then is waited for until then.</summary>
public sealed class ClockSetBackTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SkewedClock clock = new(Noon);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issuer_that_was_away_then_is_asked_again()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var metadata = Of(issuer);
        clock.Ahead = TimeSpan.FromDays(30);
        issuer.IsDown = true;
        var then = await metadata.GetAsync(Token);

        clock.Ahead = TimeSpan.Zero;
        clock.Advance(TimeSpan.FromSeconds(1));
        issuer.IsDown = false;
        var now = await metadata.GetAsync(Token);

        Assert.Null(then);
        Assert.NotNull(now);
    }

    [Fact]
    public async Task Keys_that_were_fetched_then_are_not_trusted_until_then()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var metadata = Of(issuer);
        clock.Ahead = TimeSpan.FromDays(30);
        var then = await metadata.GetAsync(Token);
        issuer.ChangeKey("second");

        clock.Ahead = TimeSpan.Zero;
        clock.Advance(IssuerMetadata.Trust);
        var now = await metadata.GetAsync(Token);

        Assert.Equal(("first", "second"), (KeyOf(then), KeyOf(now)));
    }

    [Fact]
    public async Task A_key_that_was_unknown_then_is_asked_for_again()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var metadata = Of(issuer);
        await metadata.GetAsync(Token);
        clock.Ahead = TimeSpan.FromHours(1);
        var (then, _) = await metadata.GetAnewAsync((await metadata.GetAsync(Token))!, Token);
        issuer.ChangeKey("second");

        clock.Ahead = TimeSpan.Zero;
        clock.Advance(TimeSpan.FromSeconds(10));
        var (now, wait) = await metadata.GetAnewAsync(then!, Token);

        Assert.Equal(("second", null), (KeyOf(now), wait));
    }

    [Fact]
    public async Task What_was_in_the_way_then_is_looked_at_again()
    {
        var store = new AwayStore { IsAway = true };
        using var readiness = new Readiness(
            store, fixture.Stack.Service<IAcsIdentities>(), fixture.Stack.Service<BearerAuthentication>(), fixture.Stack.Service<AliasCheck>(), clock);
        clock.Ahead = TimeSpan.FromDays(30);
        var then = await readiness.FindFaultAsync(Token);

        clock.Ahead = TimeSpan.Zero;
        clock.Advance(TimeSpan.FromSeconds(5));
        store.IsAway = false;
        var now = await readiness.FindFaultAsync(Token);

        Assert.Equal((new ReadinessFault("storage", MayPass: true), null), (then, now));
    }

    private static string? KeyOf(OpenIdConnectConfiguration? known) => known?.SigningKeys.Single().KeyId;

    private IssuerMetadata Of(TestIssuer issuer) =>
        new("partner", new Uri(issuer.Address), fixture.Stack.Service<IssuerDocuments>().Of(new Uri(issuer.Address)), clock, NullLogger.Instance);

    private sealed class AwayStore() : DelegatingIdentityStore(new InMemoryIdentityStore())
    {
        public bool IsAway { get; set; }

        public override Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) =>
            IsAway ? throw new IdentityStoreException("Away.") : base.ReadCursorAsync(cancellationToken);
    }
}
