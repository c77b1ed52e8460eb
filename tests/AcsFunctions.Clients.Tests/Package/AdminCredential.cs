using AcsFunctions.Clients.Tests.Stack;
using Azure.Core;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>A credential as Azure.Identity has them, whose tokens carry the admin role.</summary>
internal sealed class AdminCredential(ClientStack stack) : TokenCredential
{
    public IReadOnlyList<string> AskedFor { get; private set; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        AskedFor = requestContext.Scopes;
        return new AccessToken(stack.SignInAdmin(), DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
