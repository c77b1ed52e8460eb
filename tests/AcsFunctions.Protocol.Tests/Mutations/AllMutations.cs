using AcsFunctions.Identities;
using Azure;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>What the exploration must be able to see.</summary>
internal static class AllMutations
{
    public static IReadOnlyList<Mutation> List { get; } =
    [
        Mutation.Of("the claim is a blind upsert", store => new RewritingStore(store, changes => changes.Select(
            change => IsClaim(changes) ? new RowChange.Upsert(change.Row) : change))),
        Mutation.Of("the claim is sent again without an answer", store => new RewritingStore(store, changes => changes, Delivery.Repeated)),
        new("the row is not read again after a token was issued", (store, acs) =>
        {
            var caching = new CachingStore(store);
            return (caching, new NoticingAcs(acs, () => caching.UseMemory = true));
        }),
        Mutation.Of("the time of the last token is written unconditionally", store => new RewritingStore(store, changes => changes.Select(
            change => changes is [RowChange.Merge { Row: UserRow { IsMapped: true } row }] ? new RowChange.Merge(Bare(row) with { LastTokenOn = row.LastTokenOn }) : change))),
        Mutation.Of("sessions are ended unconditionally", store => new RewritingStore(store, changes => changes.Select(
            change => change is RowChange.Merge { Row: UserRow { TokensValidFrom: not null } row } && changes.Any(other => other.Row is PendingRevocation)
                ? new RowChange.Merge(Bare(row) with { TokensValidFrom = row.TokensValidFrom })
                : change))),
        Mutation.Of("a delete leaves no fence", store => new RewritingStore(store, changes => changes.Select(
            change => change is RowChange.Replace { Row: UserRow { IsMapped: false } } && changes.Any(other => other.Row is PendingDeletion { Reason: DeletionReason.Deleted })
                ? new RowChange.Remove(change.Row)
                : change))),
        Mutation.Of("a delete does not finish what is pending from before", store => new SelfishStore(store)),
        Mutation.Of("no retired rows are written", store => new RewritingStore(store, changes => changes.Where(change => change is not RowChange.Insert { Row: PendingDeletion }))),
        Mutation.Of("a half-done revoke is forgotten", store => new ForgetfulStore(store)),
        Mutation.Of("staleness ignores the touch interval", store => new ImpatientStore(store, Operations.Operations.Options.TouchInterval)),
        Mutation.Of("any storage error is read as absence", store => new BlindStore(store)),
        Mutation.Of("a revoke without a row leaves no fence", store => new RewritingStore(store, changes => changes.Where(
            change => change is not RowChange.Insert { Row: UserRow { IsMapped: false } } || changes.Count > 1))),
        Mutation.Of("a claim of unknown outcome is not fenced off", store => new RewritingStore(store, changes => changes.Where(
            change => change.Row is not UserRow { IsMapped: false } || !changes.Any(other => other.Row is PendingDeletion { Reason: DeletionReason.LostRace })))),
        Mutation.OfCache("a remembered identity is believed", (store, cacheState) => cacheState is { Identity: not null, Token: null } ? new BelievingStore(store, cacheState) : store),
        Mutation.OfCache("a kept token is handed out whatever the row says", (store, cacheState) => cacheState.Token is null ? store : new BelievingStore(store, cacheState)),
        Mutation.None with { Name = "a token is kept while its revocation may still be under way", CachesTokensAtOnce = true },
        Mutation.OfCache("a token is kept though a revocation is outstanding", (store, cacheState) => cacheState.CachesTokens ? new TrustingStore(store) : store) with { CachesTokensAtOnce = true },
        Mutation.None with { Name = "who joins another's call is not checked", IsJoinerTrusted = true },
    ];

    /// <summary>Of what replaces an identity that ACS does not know.</summary>
    public static Mutation Recreating { get; } = Mutation.Of("a missing identity is unmapped without the row's ETag", store => new RewritingStore(store, changes => changes.Select(
        change => change is RowChange.Replace && changes.Any(other => other.Row is PendingDeletion { Reason: DeletionReason.MissingAtAcs }) ? new RowChange.Upsert(change.Row) : change)));

    /// <summary>Of what concerns the index, several users or guests.</summary>
    public static IReadOnlyList<Mutation> Directory { get; } =
    [
        Mutation.Of("an identity is claimed without a reservation", store => new RewritingStore(store, changes => changes.Where(change => change is not { Row: IndexRow } or RowChange.Remove))),
        Mutation.Of("the index row is written after the claim", store => new LateIndexStore(store)),
        Mutation.Of("a reservation is taken over without fencing the user whom it names", store => new RewritingStore(store, WithoutFence)) with { IsOf = Maps },
        Mutation.Of("a reservation is taken over by its age alone", store => new RewritingStore(new StrangersStore(store), WithoutFence)) with { IsOf = Maps },
        Mutation.Of("a reservation is taken over without its ETag", store => new RewritingStore(store, changes => changes.Select(
            change => change is RowChange.Replace { Row: IndexRow } ? new RowChange.Upsert(change.Row) : change))),
        Mutation.Of("a reservation that is the user's already is not renewed", store => new ContentStore(store)),
        Mutation.Of("what a pending deletion names is adopted", store => new UnawareStore(store)) with { IsOf = Maps },
        Mutation.Of("a walk removes without fencing", store => new RewritingStore(store, WithoutFence)) with { IsOf = operation => operation == Operations.DirectoryOperations.Walk },
        Mutation.Of("a walk's index rows are never looked at again", store => new StampingStore(store)) with { IsOf = operation => operation == Operations.DirectoryOperations.Walk },
        Mutation.Of("a look-up believes the index", store => new HintStore(store)) with { IsOf = operation => operation.Looks },
        Mutation.Of("a guest is unmapped without the row's ETag", store => new RewritingStore(store, changes =>
            changes.Any(change => change.Row is PendingDeletion { Reason: DeletionReason.GuestExpired })
                ? changes.Select(change => change is RowChange.Replace ? new RowChange.Replace(change.Row with { ETag = ETag.All }) : change)
                : changes)) with { IsOf = operation => operation == Operations.DirectoryOperations.ExpireGuests },
        Mutation.Of("a guest is mapped without an end", store => new RewritingStore(store, changes => changes.Select(
            change => change is RowChange.Insert { Row: UserRow { IsMapped: true } row } ? new RowChange.Insert(row with { DeleteOn = null }) : change))) with { IsOf = operation => operation == Operations.DirectoryOperations.InviteGuest },
        Mutation.Of("an import writes over what is there", store => new OverwritingStore(store)) with { IsOf = operation => operation.Name.StartsWith("import", StringComparison.Ordinal) },
    ];

    private static bool Maps(Operations.Operation operation) => operation.Name.StartsWith("adopt", StringComparison.Ordinal) || operation.Name.StartsWith("import", StringComparison.Ordinal);

    private static IEnumerable<RowChange> WithoutFence(IReadOnlyList<RowChange> changes) =>
        changes is [RowChange.Insert or RowChange.Replace] && changes[0].Row is UserRow { IsMapped: false } ? [] : changes;

    private static bool IsClaim(IReadOnlyList<RowChange> changes) => changes is [RowChange.Insert or RowChange.Replace] && changes[0].Row is UserRow { IsMapped: true };

    private static UserRow Bare(UserRow row) => new() { Key = row.Key, ETag = ETag.All };
}
