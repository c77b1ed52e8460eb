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
            change => change is RowChange.Merge { Row: UserRow { TokensValidFrom: not null } row } && changes.Any(other => other.Row is RevokingRow)
                ? new RowChange.Merge(Bare(row) with { TokensValidFrom = row.TokensValidFrom })
                : change))),
        Mutation.Of("a delete leaves no fence", store => new RewritingStore(store, changes => changes.Select(
            change => change is RowChange.Replace { Row: UserRow { IsMapped: false } } && changes.Any(other => other.Row is RetiredRow { Reason: RetirementReason.Deleted })
                ? new RowChange.Remove(change.Row)
                : change))),
        Mutation.Of("a delete does not finish earlier promises", store => new SelfishStore(store)),
        Mutation.Of("no retired rows are written", store => new RewritingStore(store, changes => changes.Where(change => change is not RowChange.Insert { Row: RetiredRow }))),
        Mutation.Of("a half-done revoke is forgotten", store => new ForgetfulStore(store)),
        Mutation.Of("staleness ignores the touch interval", store => new ImpatientStore(store, Operations.Operations.Options.TouchInterval)),
        Mutation.Of("any storage error is read as absence", store => new BlindStore(store)),
        Mutation.Of("a revoke without a row leaves no fence", store => new RewritingStore(store, changes => changes.Where(
            change => change is not RowChange.Insert { Row: UserRow { IsMapped: false } } || changes.Count > 1))),
        Mutation.Of("a claim of unknown outcome is not fenced off", store => new RewritingStore(store, changes => changes.Where(
            change => change.Row is not UserRow { IsMapped: false } || !changes.Any(other => other.Row is RetiredRow { Reason: RetirementReason.LostRace })))),
        Mutation.OfMemory("a remembered identity is believed", (store, recollection) => recollection is { Identity: not null, Token: null } ? new BelievingStore(store, recollection) : store),
        Mutation.OfMemory("a kept token is handed out whatever the row says", (store, recollection) => recollection.Token is null ? store : new BelievingStore(store, recollection)),
        Mutation.None with { Name = "a token is kept while its revocation may still be under way", KeepsTokensAtOnce = true },
        Mutation.OfMemory("a token is kept though a revocation is outstanding", (store, recollection) => recollection.KeepsTokens ? new TrustingStore(store) : store) with { KeepsTokensAtOnce = true },
        Mutation.None with { Name = "who joins another's call is not checked", IsJoinerTrusted = true },
    ];

    private static bool IsClaim(IReadOnlyList<RowChange> changes) => changes is [RowChange.Insert or RowChange.Replace] && changes[0].Row is UserRow { IsMapped: true };

    private static UserRow Bare(UserRow row) => new() { Key = row.Key, ETag = ETag.All };
}
