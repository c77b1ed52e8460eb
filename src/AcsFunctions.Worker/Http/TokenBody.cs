using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>A token on the wire: a superset of what existing ACS front-ends read.</summary>
internal sealed record TokenBody(UserBody User, string UserId, string Token, string ExpiresOn, long ExpiresOnTimestamp, IReadOnlyList<string> Scopes)
{
    public static TokenBody Of(IssuedToken issued) => new(
        UserBody.Of(issued.CommunicationUserId),
        issued.CommunicationUserId,
        issued.Token.Value,
        Iso8601.Format(issued.Token.ExpiresOn),
        issued.Token.ExpiresOn.ToUnixTimeMilliseconds(),
        issued.Scopes);
}
