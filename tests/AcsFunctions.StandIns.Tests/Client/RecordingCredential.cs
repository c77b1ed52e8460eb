using Azure.Core;

namespace AcsFunctions.StandIns.Tests.Client;

internal sealed class RecordingCredential : TokenCredential
{
    public const string Token = "an-entra-token";

    public List<string[]> Asked { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Asked.Add(requestContext.Scopes);
        return new AccessToken(Token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
