using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>A token on the wire as the web calling tutorial reads it: newer versions <c>userId</c>, older ones <c>communicationUserToken.user</c>.</summary>
internal sealed record NestedTokenBody(TokenBody CommunicationUserToken, UserBody UserId)
{
    public static NestedTokenBody Of(IssuedToken issued) => new(TokenBody.Of(issued), UserBody.Of(issued.CommunicationUserId));
}
