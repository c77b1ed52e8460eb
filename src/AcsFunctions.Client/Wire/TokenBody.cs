using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record TokenBody
{
    public required UserBody User { get; init; }

    public required string Token { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public AcsToken ToModel() => new(User.CommunicationUserId, Token, ExpiresOn, Scopes);
}
