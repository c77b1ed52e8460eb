using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record GuestBody
{
    public required string GuestId { get; init; }

    public required DateTimeOffset DeleteOn { get; init; }

    public required UserBody User { get; init; }

    public required string Token { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public AcsGuest ToModel() => new(GuestId, new AcsToken(User.CommunicationUserId, Token, ExpiresOn, Scopes), DeleteOn);
}
