namespace AcsFunctions.Worker.Http;

/// <summary>An identity under the three names by which ACS front-ends read it.</summary>
internal sealed record UserBody(string CommunicationUserId, string Id, string RawId)
{
    public static UserBody Of(string communicationUserId) => new(communicationUserId, communicationUserId, communicationUserId);
}
