namespace AcsFunctions.Client.Wire;

internal sealed record UserBody
{
    public required string CommunicationUserId { get; init; }
}
