using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>What there is outside of the operations: storage, ACS, calls still in flight, and what callers were told.</summary>
internal sealed class World
{
    private readonly Lazy<string> print;
    private (UserKey User, IdentitySet Identity)[] mappings = [];

    public World() => print = new(ToPrint);

    // What follows from the rows is asked in every state, and there are far more states than worlds.
    public required IReadOnlyList<StoredRow> Rows
    {
        get;
        init
        {
            field = value;
            UserRow[] users = [.. value.OfType<UserRow>()];
            // There is a guest or others, never both.
            User = users.FirstOrDefault(user => user.Key == Operations.Operations.Key || user.Key == Operations.Operations.GuestKey);
            mappings = [.. users.Where(user => user.IsMapped).Select(user => (user.Key, IdentitySet.Of(user.CommunicationUserId!)))];
            Mapped = mappings.Aggregate(default(IdentitySet), (set, mapping) => set | mapping.Identity);
            PendingDeletions = value.OfType<PendingDeletion>().Aggregate(default(IdentitySet), (set, deletion) => set.With(deletion.CommunicationUserId));
        }
    }

    /// <summary>Of the store: the newest ETag.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<InMemoryAcsIdentity> Identities
    {
        get;
        init
        {
            field = value;
            Alive = value.Where(identity => identity.IsAlive).Aggregate(default(IdentitySet), (set, identity) => set.With(identity.CommunicationUserId));
        }
    }

    /// <summary>Calls whose callers gave up, and that will take effect yet.</summary>
    public IReadOnlyList<Ask> Late { get; init; } = [];

    public IReadOnlyList<ReturnedToken> ReturnedTokens { get; init; } = [];

    /// <summary>Tokens that instances may hand out again.</summary>
    public IReadOnlyList<CachedToken> CachedTokens { get; init; } = [];

    /// <summary>The identities that storage ever knew.</summary>
    public IdentitySet Recorded { get; init; }

    /// <summary>The identities that clean-up found stale.</summary>
    public IdentitySet Stale { get; init; }

    /// <summary>The latest beginning of a revoke or delete that was answered as done.</summary>
    public DateTimeOffset? SessionsEndedOn { get; init; }

    public UserRow? User { get; private init; }

    public IdentitySet Mapped { get; private init; }

    public IdentitySet PendingDeletions { get; private init; }

    public IdentitySet Alive { get; private init; }

    public World With(
        IReadOnlyList<StoredRow>? rows = null,
        long? version = null,
        IReadOnlyList<InMemoryAcsIdentity>? identities = null,
        IReadOnlyList<Ask>? late = null,
        IReadOnlyList<ReturnedToken>? returnedTokens = null,
        IReadOnlyList<CachedToken>? cached = null,
        DateTimeOffset? sessionsEndedOn = null)
    {
        var stored = rows ?? Rows;
        return new()
        {
            Rows = stored,
            Version = version ?? Version,
            Identities = identities ?? Identities,
            Late = late ?? Late,
            ReturnedTokens = returnedTokens ?? ReturnedTokens,
            CachedTokens = cached ?? CachedTokens,
            SessionsEndedOn = sessionsEndedOn ?? SessionsEndedOn,
            Recorded = stored.Aggregate(Recorded, (set, row) => row is UserRow { CommunicationUserId: { } mapped } ? set.With(mapped) : row is PendingDeletion retired ? set.With(retired.CommunicationUserId) : set),
            Stale = stored.Aggregate(Stale, (set, row) => row is PendingDeletion { Reason: DeletionReason.Stale } stale ? set.With(stale.CommunicationUserId) : set),
        };
    }

    /// <summary>The identity of one user.</summary>
    public IdentitySet MappedOf(UserKey user) => mappings.FirstOrDefault(mapping => mapping.User == user).Identity;

    /// <summary>Whose an identity is, users counted from 0.</summary>
    public IdentitySet OwnersOf(string communicationUserId) => new(
        (MappedOf(Operations.Operations.Key).Contains(communicationUserId) ? 1u : 0) | (MappedOf(Operations.Operations.OtherKey).Contains(communicationUserId) ? 2u : 0));

    /// <summary>Identities that an import mapped and ACS does not have: an import does not ask. Whoever issues a token is told so.</summary>
    public IdentitySet ImportedDead => Rows.OfType<UserRow>().Where(user => user is { IsMapped: true, CreatedOn: var created } && created == Timeline.LongAgo)
        .Aggregate(default(IdentitySet), (set, user) => set.With(user.CommunicationUserId!)) - Alive;

    /// <summary>Whether an identity is mapped for two users.</summary>
    public bool HasSharedIdentity => mappings.Select(mapping => mapping.Identity).Distinct().Count() < mappings.Length;

    /// <summary>Whether the index names everybody's identity.</summary>
    public bool IsIndexed => Rows.OfType<UserRow>().Where(user => user.IsMapped).All(
        user => Rows.OfType<IndexRow>().Any(index => index.Key == user.Key && index.CommunicationUserId == user.CommunicationUserId));

    /// <summary>Whether an index row names a user who does not have the identity.</summary>
    public bool HasStrayIndexRow => Rows.OfType<IndexRow>().Any(
        index => !Rows.OfType<UserRow>().Any(user => user.Key == index.Key && user.CommunicationUserId == index.CommunicationUserId));

    public bool IsValid(ReturnedToken token) => IsValid(token.Value);

    public bool IsValid(string token) =>
        Identities.Any(identity => identity.IsAlive && token == string.Create(CultureInfo.InvariantCulture, $"{identity.CommunicationUserId}#{identity.Epoch}"));

    /// <summary>Worlds that print alike are alike.</summary>
    public override string ToString() => print.Value;

    private string ToPrint() => string.Join(
        "; ",
        Print.Rows(Rows),
        $"version {Version}",
        string.Join(' ', Identities.Select(identity => $"{identity.CommunicationUserId}{(identity.IsAlive ? "#" + identity.Epoch : " deleted")}")),
        string.Join(" & ", Late.Select(ask => "late: " + ask.Name)),
        string.Join(' ', ReturnedTokens.Select(token => $"{token.Value}@{(token.Session - Timeline.Now)?.TotalHours}{(token.IsRecent ? "!" : null)}")),
        string.Join(' ', CachedTokens.Select(cached => $"kept {cached.Token.Value}{(cached.Identity.TokensValidFrom - Timeline.Now)?.TotalHours}")),
        $"recorded {Recorded}, stale {Stale}, ended {(SessionsEndedOn - Timeline.Now)?.TotalHours}");
}
