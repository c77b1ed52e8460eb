using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>What storage and ACS hold. Worlds that differ only in what callers were told have the same.</summary>
internal sealed class Upstream
{
    private readonly (UserKey User, IdentitySet Identity)[] mappings;

    /// <param name="rows">All of the table.</param>
    /// <param name="version">Of the store: the newest ETag.</param>
    /// <param name="identities">All that ACS ever had, in the order of creation.</param>
    public Upstream(IReadOnlyList<StoredRow> rows, long version, IReadOnlyList<InMemoryAcsIdentity> identities)
    {
        Rows = rows;
        Version = version;
        Identities = identities;
        UserRow[] users = [.. rows.OfType<UserRow>()];
        // There is a guest or others, never both.
        User = users.FirstOrDefault(user => user.Key == Operations.Operations.Key || user.Key == Operations.Operations.GuestKey);
        mappings = [.. users.Where(user => user.IsMapped).Select(user => (user.Key, IdentitySet.Of(user.CommunicationUserId!)))];
        Mapped = IdentitySet.Of(mappings.Select(mapping => mapping.Identity));
        PendingDeletions = IdentitySet.Of(rows.OfType<PendingDeletion>().Select(deletion => IdentitySet.Of(deletion.CommunicationUserId)));
        Stale = IdentitySet.Of(rows.OfType<PendingDeletion>().Where(deletion => deletion.Reason == DeletionReason.Stale).Select(deletion => IdentitySet.Of(deletion.CommunicationUserId)));
        Alive = IdentitySet.Of(identities.Where(identity => identity.IsAlive).Select(identity => IdentitySet.Of(identity.CommunicationUserId)));
        ImportedDead = IdentitySet.Of(users.Where(user => user is { IsMapped: true, CreatedOn: var created } && created == Timeline.LongAgo).Select(user => IdentitySet.Of(user.CommunicationUserId!))) - Alive;
    }

    public IReadOnlyList<StoredRow> Rows { get; }

    public long Version { get; }

    public IReadOnlyList<InMemoryAcsIdentity> Identities { get; }

    public UserRow? User { get; }

    public IdentitySet Mapped { get; }

    public IdentitySet PendingDeletions { get; }

    /// <summary>The identities that clean-up found stale and has not deleted yet.</summary>
    public IdentitySet Stale { get; }

    public IdentitySet Alive { get; }

    /// <summary>
    /// Identities that are mapped and that ACS does not have, by no fault of this service: an import does not ask, and somebody else may delete.
    /// Whoever issues a token is told so, or gets another.
    /// </summary>
    public IdentitySet ImportedDead { get; }

    /// <summary>Whether an identity is mapped for two users.</summary>
    public bool HasSharedIdentity => mappings.Select(mapping => mapping.Identity).Distinct().Count() < mappings.Length;

    /// <summary>Whether the index names everybody's identity.</summary>
    public bool IsIndexed => Rows.OfType<UserRow>().Where(user => user.IsMapped).All(
        user => Rows.OfType<IndexRow>().Any(index => index.Key == user.Key && index.CommunicationUserId == user.CommunicationUserId));

    /// <summary>Whether an index row names a user who does not have the identity.</summary>
    public bool HasStrayIndexRow => Rows.OfType<IndexRow>().Any(
        index => !Rows.OfType<UserRow>().Any(user => user.Key == index.Key && user.CommunicationUserId == index.CommunicationUserId));

    /// <summary>The identity of one user.</summary>
    public IdentitySet MappedOf(UserKey user) => mappings.FirstOrDefault(mapping => mapping.User == user).Identity;

    /// <summary>Whose an identity is, users counted from 0.</summary>
    public IdentitySet OwnersOf(string communicationUserId) => new(
        (MappedOf(Operations.Operations.Key).Contains(communicationUserId) ? 1u : 0) | (MappedOf(Operations.Operations.OtherKey).Contains(communicationUserId) ? 2u : 0));

    public bool IsValid(string token) =>
        Identities.Any(identity => identity.IsAlive && token == string.Create(CultureInfo.InvariantCulture, $"{identity.CommunicationUserId}#{identity.Epoch}"));

    /// <summary>Those that print alike are alike.</summary>
    public override string ToString() => string.Join(
        "; ",
        Print.Rows(Rows),
        $"version {Version}",
        string.Join(' ', Identities.Select(identity => $"{identity.CommunicationUserId}{(identity.IsAlive ? "#" + identity.Epoch : " deleted")}")));
}
