using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>What there is outside of the operations: storage, ACS, calls still in flight, and what callers were told.</summary>
internal sealed class World
{
    private readonly Lazy<string> print;

    public World() => print = new(ToPrint);

    public required IReadOnlyList<StoredRow> Rows { get; init; }

    /// <summary>Of the store: the newest ETag.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<InMemoryAcsIdentity> Identities { get; init; }

    /// <summary>Calls whose callers gave up, and that will take effect yet.</summary>
    public IReadOnlyList<Ask> Late { get; init; } = [];

    public IReadOnlyList<HandedToken> Handed { get; init; } = [];

    /// <summary>Tokens that instances may hand out again.</summary>
    public IReadOnlyList<KeptToken> Kept { get; init; } = [];

    /// <summary>The identities that storage ever knew.</summary>
    public IdentitySet Recorded { get; init; }

    /// <summary>The identities that clean-up found stale.</summary>
    public IdentitySet Stale { get; init; }

    /// <summary>The latest beginning of a revoke or delete that was answered as done.</summary>
    public DateTimeOffset? SessionsEndedOn { get; init; }

    public UserRow? User => Rows.OfType<UserRow>().SingleOrDefault();

    public IdentitySet Mapped => User is { IsMapped: true } row ? IdentitySet.Of(row.CommunicationUserId) : default;

    public IdentitySet Retired => Rows.OfType<RetiredRow>().Aggregate(default(IdentitySet), (set, row) => set.With(row.CommunicationUserId));

    public IdentitySet Alive => Identities.Where(identity => identity.IsAlive).Aggregate(default(IdentitySet), (set, identity) => set.With(identity.CommunicationUserId));

    public World With(
        IReadOnlyList<StoredRow>? rows = null,
        long? version = null,
        IReadOnlyList<InMemoryAcsIdentity>? identities = null,
        IReadOnlyList<Ask>? late = null,
        IReadOnlyList<HandedToken>? handed = null,
        IReadOnlyList<KeptToken>? kept = null,
        DateTimeOffset? sessionsEndedOn = null)
    {
        var stored = rows ?? Rows;
        return new()
        {
            Rows = stored,
            Version = version ?? Version,
            Identities = identities ?? Identities,
            Late = late ?? Late,
            Handed = handed ?? Handed,
            Kept = kept ?? Kept,
            SessionsEndedOn = sessionsEndedOn ?? SessionsEndedOn,
            Recorded = stored.Aggregate(Recorded, (set, row) => row is UserRow { CommunicationUserId: { } mapped } ? set.With(mapped) : row is RetiredRow retired ? set.With(retired.CommunicationUserId) : set),
            Stale = stored.Aggregate(Stale, (set, row) => row is RetiredRow { Reason: RetirementReason.Stale } stale ? set.With(stale.CommunicationUserId) : set),
        };
    }

    public bool IsValid(HandedToken token) => IsValid(token.Value);

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
        string.Join(' ', Handed.Select(token => $"{token.Value}@{(token.Session - Timeline.Now)?.TotalHours}{(token.IsRecent ? "!" : null)}")),
        string.Join(' ', Kept.Select(kept => $"kept {kept.Token.Value}{(kept.Identity.TokensValidFrom - Timeline.Now)?.TotalHours}")),
        $"recorded {Recorded}, stale {Stale}, ended {(SessionsEndedOn - Timeline.Now)?.TotalHours}");
}
