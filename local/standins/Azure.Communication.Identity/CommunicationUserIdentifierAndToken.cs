using System.ComponentModel;
using Azure.Core;

namespace Azure.Communication.Identity;

/// <summary>A new identity and, if scopes were asked for, its first token.</summary>
public class CommunicationUserIdentifierAndToken
{
    private readonly AccessToken? accessToken;

    internal CommunicationUserIdentifierAndToken(CommunicationUserIdentifier user, AccessToken? accessToken)
    {
        User = user;
        this.accessToken = accessToken;
    }

    public CommunicationUserIdentifier User { get; }

    /// <exception cref="InvalidOperationException">The service answered without a token.</exception>
    public AccessToken AccessToken => accessToken ?? throw new InvalidOperationException("The service answered without a token, because no scopes were asked for.");

    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Deconstruct(out CommunicationUserIdentifier user, out AccessToken accessToken)
    {
        user = User;
        accessToken = AccessToken;
    }
}
