using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Worlds;
using AcsFunctions.Testing;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>All operations that are explored, on one user.</summary>
internal static class Operations
{
    private const int FewUsers = 10;

    public static UserId User { get; } = Users.Named("test|explored");

    public static UserKey Key { get; } = UserKey.Of(User);

    /// <summary>Another, of the same bucket.</summary>
    public static UserId Other { get; } = Enumerable.Range(0, int.MaxValue).Select(number => Users.Named($"test|other-{number}")).First(user => UserKey.Of(user).Bucket == Key.Bucket);

    public static UserKey OtherKey { get; } = UserKey.Of(Other);

    /// <summary>A guest, of the same bucket.</summary>
    public static UserId Guest { get; } = Enumerable.Range(0, int.MaxValue).Select(number => Users.Named($"guest|{number:x32}")).First(user => UserKey.Of(user).Bucket == Key.Bucket);

    public static UserKey GuestKey { get; } = UserKey.Of(Guest);

    public static AcsTokenRequest TokenRequest { get; } = new(["chat"], TimeSpan.FromHours(1));

    // Sign-ins count for as long as credentials, or no fence of the exploration would be old enough to be dropped.
    // And nobody needs a cache for thousands, which takes longer to make than an operation to run.
    public static IdentityOptions Options { get; } = OptionsOf(MissingIdentityPolicy.Fail);

    public static TokenReuseOptions Reuse(bool enabled) => new() { Enabled = enabled, Capacity = FewUsers };

    public static Operation Ensure { get; } = Ensuring("ensure", Timeline.Now, Timeline.OldSession);

    public static Operation IssueOld { get; } = Issuing("issue to an old session", Timeline.Now, Timeline.OldSession);

    public static Operation IssueNew { get; } = Issuing("issue to a new session", Timeline.Later, Timeline.NewSession);

    public static Operation IssueByKey { get; } = Issuing("issue by key", Timeline.Now, session: null);

    public static Operation Revoke { get; } = Revocation("revoke", Timeline.Now, session: null);

    public static Operation RevokeMine { get; } = Revocation("revoke by an old session", Timeline.Now, Timeline.OldSession);

    public static Operation RevokeLater { get; } = Revocation("revoke later", Timeline.Later, session: null);

    public static Operation Delete { get; } = Deleting("delete", Timeline.Now, session: null);

    public static Operation DeleteMine { get; } = Deleting("delete by an old session", Timeline.Now, Timeline.OldSession);

    /// <summary>The clean-up of stale rows.</summary>
    public static Operation UnmapStale { get; } = new("unmap stale", Timeline.Now, Session: null, UnmapStaleAsync);

    /// <summary>The clean-up of pending actions.</summary>
    public static Operation FinishPending { get; } = new("finish pending actions", Timeline.Now, Session: null, FinishPendingAsync);

    /// <summary>The clean-up of old fences.</summary>
    public static Operation DropFences { get; } = new("drop old fences", Timeline.Now, Session: null, DropFencesAsync);

    private static CacheState NeverRevoked { get; } = CacheState.Of(Starts.Identity, tokensValidFrom: null);

    private static CacheState Caching { get; } = NeverRevoked with { Token = $"{Starts.Identity}#0", CachesTokens = true };

    /// <summary>Issues on an instance that has cached the user's identity.</summary>
    public static IReadOnlyList<Operation> FromCache { get; } =
    [
        IssueOld with { Name = "issue from the cache to an old session", CacheState = NeverRevoked },
        IssueNew with { Name = "issue from the cache to a new session", CacheState = CacheState.Of(Starts.Identity, Timeline.EarlierRevoke) },
        IssueByKey with { Name = "issue from the cache by key", CacheState = NeverRevoked },
    ];

    /// <summary>Issues on an instance that caches tokens, one of the user's among them.</summary>
    public static IReadOnlyList<Operation> Again { get; } =
    [
        IssueOld with { Name = "issue again to an old session", CacheState = Caching },
        IssueNew with { Name = "issue again to a new session", CacheState = Caching },
    ];

    /// <summary>Two requests at once on one instance that caches tokens: the answer is that of the one that joins the other's call.</summary>
    public static IReadOnlyList<Operation> Joining { get; } =
    [
        Sharing("join a new session's issue", Timeline.Later, Timeline.OldSession, Timeline.NewSession, NeverRevoked),
        Sharing("join a new session's issue after a revoke", Timeline.Later, Timeline.OldSession, Timeline.NewSession, CacheState.Of(Starts.Identity, Timeline.EarlierRevoke)),
        Sharing("join an old session's issue", Timeline.Later, Timeline.NewSession, Timeline.OldSession, NeverRevoked),
        Sharing("join a new session's admission", Timeline.Later, Timeline.OldSession, Timeline.NewSession, CacheState.None),
        Sharing("join a new session's read", Timeline.Later, Timeline.OldSession, Timeline.NewSession, Caching),
        Sharing("join an old session's read", Timeline.Later, Timeline.NewSession, Timeline.OldSession, Caching),
    ];

    /// <summary>Issues on an instance that gives the user another identity where ACS does not know the one that is mapped.</summary>
    public static IReadOnlyList<Operation> Recreating { get; } =
    [
        .. FromCache.Take(1).Concat([IssueOld, IssueNew])
            .Select(operation => operation with { Name = operation.Name + ", or of another identity", Options = OptionsOf(MissingIdentityPolicy.Recreate) }),
    ];

    public static IReadOnlyList<Operation> WithCache { get; } = [.. FromCache, .. Again, .. Joining];

    public static IReadOnlyList<Operation> All { get; } =
        [Ensure, IssueOld, IssueNew, IssueByKey, Revoke, RevokeMine, RevokeLater, Delete, DeleteMine, UnmapStale, FinishPending, DropFences];

    public static Operation IssueAfterwards { get; } = Issuing("issue afterwards", Timeline.Afterwards, Timeline.Afterwards);

    public static Operation DeleteAfterwards { get; } = Deleting("delete afterwards", Timeline.Afterwards, session: null);

    public static Operation Issuing(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.IssueAsync(User, actors.Session, TokenRequest, CancellationToken.None)))
    {
        AnswersIdentity = true,
    };

    private static IdentityOptions OptionsOf(MissingIdentityPolicy missing) =>
        new() { MaxSessionAge = new IdentityOptions().MaxCredentialAge, RememberedIdentities = FewUsers, WhenMissingAtAcs = missing };

    private static Operation Sharing(string name, DateTimeOffset clock, DateTimeOffset session, DateTimeOffset other, CacheState cacheState) => new(
        name,
        clock,
        session,
        async actors =>
        {
            actors.Script.Requests = 2;
            actors.Acs.Hold();
            var first = actors.Registry.IssueAsync(User, Testing.Sessions.From(other), TokenRequest, CancellationToken.None);
            var second = actors.Registry.IssueAsync(User, actors.Session, TokenRequest, CancellationToken.None);
            actors.Acs.Release();
            await Task.WhenAny(first, second);
            actors.Script.Requests = 1;
            await first;
            return Outcome.Of(await second);
        })
    {
        AnswersIdentity = true,
        Joins = true,
        CacheState = cacheState with { CachesTokens = true },
    };

    private static Operation Ensuring(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.EnsureAsync(User, actors.Session, CancellationToken.None)))
    {
        AnswersIdentity = true,
    };

    private static Operation Revocation(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.RevokeAsync(User, actors.Session, CancellationToken.None), OutcomeKind.Revoked));

    private static Operation Deleting(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.DeleteAsync(User, actors.Session, CancellationToken.None), OutcomeKind.Deleted))
    {
        Deletes = true,
    };

    private static async Task<Outcome> FinishPendingAsync(Actors actors)
    {
        await foreach (var pending in actors.Store.ListPendingAsync(Key.Bucket, CancellationToken.None))
        {
            await actors.Registry.FinishAsync(pending, CancellationToken.None);
        }

        return new(OutcomeKind.Ran);
    }

    private static async Task<Outcome> UnmapStaleAsync(Actors actors)
    {
        await foreach (var row in actors.Store.ListMappedAsync(Key.Bucket, actors.Registry.StaleBefore(Timeline.Cutoff), DateTimeOffset.UnixEpoch, CancellationToken.None))
        {
            if (await actors.Registry.UnmapAsync(row, DeletionReason.Stale, CancellationToken.None) is { } pending)
            {
                await actors.Registry.FinishAsync(pending, CancellationToken.None);
            }
        }

        return new(OutcomeKind.Ran);
    }

    private static async Task<Outcome> DropFencesAsync(Actors actors)
    {
        await foreach (var fence in actors.Store.ListFencesAsync(Key.Bucket, actors.Registry.FencesBefore, CancellationToken.None))
        {
            await actors.Registry.DropFenceAsync(fence, CancellationToken.None);
        }

        return new(OutcomeKind.Ran);
    }
}
