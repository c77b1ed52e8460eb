using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record TeamsTokenBody
{
    public required string Token { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    public TeamsToken ToModel() => new(Token, ExpiresOn);
}
