using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>Rows for tests, as no one has stored them yet.</summary>
public static class StoredRows
{
    public static UserRow Mapped(UserId user, string communicationUserId, DateTimeOffset lastTokenOn) => new()
    {
        Key = UserKey.Of(user),
        CommunicationUserId = communicationUserId,
        CreatedOn = lastTokenOn.AddDays(-1),
        LastTokenOn = lastTokenOn,
        UserId = user?.Value,
    };

    public static UserRow Fence(UserId user, DateTimeOffset fencedOn) => new() { Key = UserKey.Of(user), FencedOn = fencedOn, TokensValidFrom = fencedOn, UserId = user?.Value };

    public static PendingDeletion PendingDeletion(UserId user, string communicationUserId, DateTimeOffset since, DeletionReason reason = DeletionReason.Deleted) =>
        new() { Key = UserKey.Of(user), CommunicationUserId = communicationUserId, Since = since, Reason = reason };

    public static PendingRevocation PendingRevocation(UserId user, string communicationUserId, DateTimeOffset since) =>
        new() { Key = UserKey.Of(user), CommunicationUserId = communicationUserId, Since = since };
}
