using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record OwnerBody
{
    public string? UserId { get; init; }

    public required string UserHash { get; init; }

    public required UserBody User { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public DateTimeOffset? LastTokenIssuedOn { get; init; }

    public DateTimeOffset? DeleteOn { get; init; }

    public IdentityOwner ToModel() => new(UserId, UserHash, new AcsIdentity(User.CommunicationUserId, CreatedOn, LastTokenIssuedOn), DeleteOn);
}
