using AcsFunctions.Identities;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>The worlds that explorations begin in.</summary>
internal static class Starts
{
    /// <summary>The user's, in the worlds where there is one.</summary>
    public const string Identity = "8:acs:in-memory_1";

    public static async Task<World> OfAsync(Start start) => start switch
    {
        Start.Nothing => await WorldAsync([], [], null),
        Start.Fresh => await WorldAsync([Mapped(Timeline.Now.AddHours(-2))], [OldToken], null),
        Start.TouchDue => await WorldAsync([Mapped(Timeline.LongAgo)], [OldToken], null),
        Start.Stale => await WorldAsync([Mapped(Timeline.Cutoff.AddHours(-100))], [], null),
        Start.StaleLooking => await WorldAsync([Mapped(Timeline.Cutoff.AddHours(-1))], [new($"{Identity}#0", null, IsRecent: true)], null),
        Start.SessionsEnded => await WorldAsync(
            [Mapped(Timeline.Now.AddHours(-2)) with { TokensValidFrom = Timeline.EarlierRevoke }],
            [OldToken, new($"{Identity}#1", Timeline.MiddleSession, IsRecent: true)],
            Timeline.EarlierRevoke,
            new(Identity, IsAlive: true, Epoch: 1)),
        Start.Fence => await WorldAsync([Fence(Timeline.EarlierRevoke)], [OldToken], Timeline.EarlierRevoke, new(Identity, IsAlive: false, Epoch: 0)),
        Start.OldFence => await WorldAsync([Fence(Timeline.LongAgo)], [], Timeline.LongAgo, new(Identity, IsAlive: false, Epoch: 0)),
        Start.LeftoverRetired => await WorldAsync([Fence(Timeline.EarlierRevoke), Retired], [OldToken], null),
        Start.LeftoverRetiredWithoutFence => await WorldAsync([Retired], [], null),
        _ => await WorldAsync(
            [
                Mapped(Timeline.Now.AddHours(-12)) with { TokensValidFrom = Timeline.EarlierRevoke },
                StoredRows.Revoking(Operations.Operations.User, Identity, Timeline.EarlierRevoke),
            ],
            [OldToken],
            null),
    };

    private static HandedToken OldToken { get; } = new($"{Identity}#0", Timeline.OldSession, IsRecent: true);

    private static RetiredRow Retired => StoredRows.Retired(Operations.Operations.User, Identity, Timeline.EarlierRevoke);

    private static UserRow Mapped(DateTimeOffset lastTokenOn) => StoredRows.Mapped(Operations.Operations.User, Identity, lastTokenOn);

    private static UserRow Fence(DateTimeOffset fencedOn) => StoredRows.Fence(Operations.Operations.User, fencedOn);

    private static async Task<World> WorldAsync(StoredRow[] rows, HandedToken[] handed, DateTimeOffset? sessionsEndedOn, InMemoryAcsIdentity? identity = null)
    {
        var store = new InMemoryIdentityStore();
        foreach (var row in rows)
        {
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Repeated, CancellationToken.None);
        }

        var identities = rows.Length == 0 ? [] : new[] { identity ?? new(Identity, IsAlive: true, Epoch: 0) };
        return new World { Rows = [], Version = 0, Identities = [] }.With(store.Rows(), store.Version, identities, handed: handed, sessionsEndedOn: sessionsEndedOn);
    }
}
