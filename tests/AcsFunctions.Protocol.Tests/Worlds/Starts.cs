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
        Start.LeftoverDeletion => await WorldAsync([Fence(Timeline.EarlierRevoke), Deletion], [OldToken], null),
        Start.LeftoverDeletionWithoutFence => await WorldAsync([Deletion], [], null),
        Start.MissingAtAcs => await WorldAsync([Mapped(Timeline.Now.AddHours(-2)) with { CreatedOn = Timeline.LongAgo }], [], null, new(Identity, IsAlive: false, Epoch: 0)),
        Start.Adoptable => await DirectoryAsync([]),
        Start.ReservedForAnother => await DirectoryAsync([Index(Operations.Operations.Other, Identity)]),
        Start.Reserved => await DirectoryAsync([Fence(Timeline.LongAgo), Index(Operations.Operations.User, Identity)]),
        Start.Indexed => await DirectoryAsync([Mapped(Timeline.Now.AddHours(-2)), Index(Operations.Operations.User, Identity)]),
        Start.IndexedElsewhere => await DirectoryAsync(
            [Mapped(Timeline.Now.AddHours(-2)) with { CommunicationUserId = Elsewhere }, Index(Operations.Operations.User, Elsewhere)], new InMemoryAcsIdentity(Elsewhere, IsAlive: true, Epoch: 0)),
        Start.LeftoverDeletionIndexed => await DirectoryAsync([Fence(Timeline.EarlierRevoke), Deletion, Index(Operations.Operations.User, Identity)]),
        Start.Unmade or Start.Uninvited => await WorldAsync([], [], null),
        Start.Guest => await DirectoryAsync(
            [
                StoredRows.Mapped(Operations.Operations.Guest, Identity, Timeline.Now.AddHours(-2)) with { DeleteOn = Timeline.GuestsEnd },
                Index(Operations.Operations.Guest, Identity),
            ]),
        _ => await WorldAsync(
            [
                Mapped(Timeline.Now.AddHours(-12)) with { TokensValidFrom = Timeline.EarlierRevoke },
                StoredRows.PendingRevocation(Operations.Operations.User, Identity, Timeline.EarlierRevoke),
            ],
            [OldToken],
            null),
    };

    private const string Elsewhere = "8:acs:in-memory_2";

    /// <summary>Where a user is alone, nobody adopts, and only this service deletes.</summary>
    public static Start[] Ordinary { get; } = [.. Enum.GetValues<Start>().Where(start => start < Start.MissingAtAcs)];

    public static Start[] Directory { get; } = [.. Enum.GetValues<Start>().Where(start => IsDirectory(start) && start != Start.Unmade)];

    /// <summary>Whether what happens there concerns the index, several users or guests.</summary>
    public static bool IsDirectory(Start start) => start >= Start.Adoptable;

    /// <summary>The identities that are there from before and that nobody here has made: to lose them is no loss.</summary>
    public static IdentitySet Foreign(Start start) =>
        start is Start.Adoptable or Start.ReservedForAnother or Start.Reserved or Start.IndexedElsewhere or Start.Unmade ? IdentitySet.Of(Identity) : default;

    private static ReturnedToken OldToken { get; } = new($"{Identity}#0", Timeline.OldSession, IsRecent: true);

    private static PendingDeletion Deletion => StoredRows.PendingDeletion(Operations.Operations.User, Identity, Timeline.EarlierRevoke);

    private static UserRow Mapped(DateTimeOffset lastTokenOn) => StoredRows.Mapped(Operations.Operations.User, Identity, lastTokenOn);

    private static UserRow Fence(DateTimeOffset fencedOn) => StoredRows.Fence(Operations.Operations.User, fencedOn);

    private static IndexRow Index(UserId user, string identity) =>
        new() { Key = UserKey.Of(user), CommunicationUserId = identity, ReservedOn = Timeline.LongAgo };

    private static Task<World> DirectoryAsync(StoredRow[] rows, params InMemoryAcsIdentity[] more) =>
        BuildAsync(rows, [], null, [new(Identity, IsAlive: true, Epoch: 0), .. more]);

    private static Task<World> WorldAsync(StoredRow[] rows, ReturnedToken[] handed, DateTimeOffset? sessionsEndedOn, InMemoryAcsIdentity? identity = null) =>
        BuildAsync(rows, handed, sessionsEndedOn, rows.Length == 0 ? [] : [identity ?? new(Identity, IsAlive: true, Epoch: 0)]);

    private static async Task<World> BuildAsync(StoredRow[] rows, ReturnedToken[] handed, DateTimeOffset? sessionsEndedOn, InMemoryAcsIdentity[] identities)
    {
        var store = new InMemoryIdentityStore();
        foreach (var row in rows)
        {
            await store.CommitAsync([new RowChange.Insert(row)], Delivery.Repeated, CancellationToken.None);
        }

        return new World(new Upstream(store.Rows(), store.Version, identities), new Callers { ReturnedTokens = handed, SessionsEndedOn = sessionsEndedOn });
    }
}
