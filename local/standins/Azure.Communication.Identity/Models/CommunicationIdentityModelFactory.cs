using Azure.Core;

namespace Azure.Communication.Identity.Models;

/// <summary>Makes the client's answers for tests that replace the client.</summary>
public static class CommunicationIdentityModelFactory
{
    public static CommunicationUserIdentifierAndToken CommunicationUserIdentifierAndToken(CommunicationUserIdentifier user, AccessToken accessToken) =>
        new(user, accessToken);
}
