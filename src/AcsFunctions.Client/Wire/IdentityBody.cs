using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record IdentityBody
{
    public required UserBody User { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public DateTimeOffset? LastTokenIssuedOn { get; init; }

    public AcsIdentity ToModel() => new(User.CommunicationUserId, CreatedOn, LastTokenIssuedOn);
}
