using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Worlds;
using AcsFunctions.Testing;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>All operations that are explored, on one user.</summary>
internal static class Operations
{
    public static UserId User { get; } = Users.Named("test|explored");

    public static UserKey Key { get; } = UserKey.Of(User);

    public static TokenTerms Terms { get; } = new(["chat"], TimeSpan.FromHours(1));

    public static IdentityOptions Options { get; } = new();

    public static Operation Ensure { get; } = Ensuring("ensure", Timeline.Now, Timeline.OldSession);

    public static Operation IssueOld { get; } = Issuing("issue to an old session", Timeline.Now, Timeline.OldSession);

    public static Operation IssueNew { get; } = Issuing("issue to a new session", Timeline.Later, Timeline.NewSession);

    public static Operation IssueByKey { get; } = Issuing("issue by key", Timeline.Now, session: null);

    public static Operation Revoke { get; } = Revoking("revoke", Timeline.Now, session: null);

    public static Operation RevokeMine { get; } = Revoking("revoke by an old session", Timeline.Now, Timeline.OldSession);

    public static Operation RevokeLater { get; } = Revoking("revoke later", Timeline.Later, session: null);

    public static Operation Delete { get; } = Deleting("delete", Timeline.Now, session: null);

    public static Operation DeleteMine { get; } = Deleting("delete by an old session", Timeline.Now, Timeline.OldSession);

    /// <summary>The clean-up of stale rows.</summary>
    public static Operation RetireStale { get; } = new("retire stale", Timeline.Now, Session: null, RetireStaleAsync);

    /// <summary>The clean-up of promises.</summary>
    public static Operation FinishPromises { get; } = new("finish promises", Timeline.Now, Session: null, FinishPromisesAsync);

    /// <summary>The clean-up of old fences.</summary>
    public static Operation DropFences { get; } = new("drop old fences", Timeline.Now, Session: null, DropFencesAsync);

    private static Recollection NeverRevoked { get; } = Recollection.Of(Starts.Identity, tokensValidFrom: null);

    private static Recollection Keeping { get; } = NeverRevoked with { Token = $"{Starts.Identity}#0", KeepsTokens = true };

    /// <summary>Issues on an instance that remembers the user's identity.</summary>
    public static IReadOnlyList<Operation> FromMemory { get; } =
    [
        IssueOld with { Name = "issue from memory to an old session", Recollection = NeverRevoked },
        IssueNew with { Name = "issue from memory to a new session", Recollection = Recollection.Of(Starts.Identity, Timeline.EarlierRevoke) },
        IssueByKey with { Name = "issue from memory by key", Recollection = NeverRevoked },
    ];

    /// <summary>Issues on an instance that keeps tokens, and keeps one of the user's.</summary>
    public static IReadOnlyList<Operation> Again { get; } =
    [
        IssueOld with { Name = "issue again to an old session", Recollection = Keeping },
        IssueNew with { Name = "issue again to a new session", Recollection = Keeping },
    ];

    /// <summary>Two requests at once on one instance that keeps tokens: the answer is that of the one that joins the other's call.</summary>
    public static IReadOnlyList<Operation> Joining { get; } =
    [
        Sharing("join a new session's issue", Timeline.Later, Timeline.OldSession, Timeline.NewSession, NeverRevoked),
        Sharing("join a new session's issue after a revoke", Timeline.Later, Timeline.OldSession, Timeline.NewSession, Recollection.Of(Starts.Identity, Timeline.EarlierRevoke)),
        Sharing("join an old session's issue", Timeline.Later, Timeline.NewSession, Timeline.OldSession, NeverRevoked),
    ];

    public static IReadOnlyList<Operation> Remembering { get; } = [.. FromMemory, .. Again, .. Joining];

    public static IReadOnlyList<Operation> All { get; } =
        [Ensure, IssueOld, IssueNew, IssueByKey, Revoke, RevokeMine, RevokeLater, Delete, DeleteMine, RetireStale, FinishPromises, DropFences];

    public static Operation IssueAfterwards { get; } = Issuing("issue afterwards", Timeline.Afterwards, Timeline.Afterwards);

    public static Operation DeleteAfterwards { get; } = Deleting("delete afterwards", Timeline.Afterwards, session: null);

    public static Operation Issuing(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.IssueAsync(User, actors.Session, Terms, CancellationToken.None)))
    {
        AnswersIdentity = true,
    };

    private static Operation Sharing(string name, DateTimeOffset clock, DateTimeOffset session, DateTimeOffset other, Recollection recollection) => new(
        name,
        clock,
        session,
        async actors =>
        {
            actors.Acs.Hold();
            var first = actors.Registry.IssueAsync(User, Testing.Sessions.From(other), Terms, CancellationToken.None);
            var second = actors.Registry.IssueAsync(User, actors.Session, Terms, CancellationToken.None);
            actors.Acs.Release();
            await first;
            return Outcome.Of(await second);
        })
    {
        AnswersIdentity = true,
        Joins = true,
        Recollection = recollection with { KeepsTokens = true },
    };

    private static Operation Ensuring(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
        name,
        clock,
        session,
        async actors => Outcome.Of(await actors.Registry.EnsureAsync(User, actors.Session, CancellationToken.None)))
    {
        AnswersIdentity = true,
    };

    private static Operation Revoking(string name, DateTimeOffset clock, DateTimeOffset? session) => new(
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

    private static async Task<Outcome> FinishPromisesAsync(Actors actors)
    {
        await foreach (var promise in actors.Store.ListUnfinishedAsync(Key.Bucket, CancellationToken.None))
        {
            await actors.Registry.FinishAsync(promise, CancellationToken.None);
        }

        return new(OutcomeKind.Ran);
    }

    private static async Task<Outcome> RetireStaleAsync(Actors actors)
    {
        await foreach (var row in actors.Store.ListMappedAsync(Key.Bucket, actors.Registry.StaleBefore(Timeline.Cutoff), CancellationToken.None))
        {
            if (await actors.Registry.RetireAsync(row, RetirementReason.Stale, CancellationToken.None) is { } promise)
            {
                await actors.Registry.FinishAsync(promise, CancellationToken.None);
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
