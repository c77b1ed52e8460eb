using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record LookedUpUserBody
{
    public required string UserId { get; init; }

    public UserBody? User { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? LastTokenIssuedOn { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    public LookedUpUser ToModel() => new(
        UserId, User is { } user && CreatedOn is { } createdOn ? new AcsIdentity(user.CommunicationUserId, createdOn, LastTokenIssuedOn) : null, Code, Detail);
}
