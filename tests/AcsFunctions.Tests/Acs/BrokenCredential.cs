using Azure.Core;
using Azure.Identity;

namespace AcsFunctions.Tests.Acs;

/// <summary>Fails, after what is to happen while it is waited for.</summary>
internal sealed class BrokenCredential(Func<Task> meanwhile) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        await meanwhile();
        throw new AuthenticationFailedException("Nobody answers.");
    }
}
