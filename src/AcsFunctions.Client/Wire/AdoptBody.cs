namespace AcsFunctions.Client.Wire;

internal sealed record AdoptBody(string CommunicationUserId, bool Verify);
