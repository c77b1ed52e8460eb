using Azure.Core;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Client.Http;

/// <summary>Signs each attempt with the key, or with a token of the credential, which keeps its tokens itself.</summary>
internal sealed class CredentialHandler(IOptions<AcsFunctionsClientOptions> options) : DelegatingHandler
{
    internal const string KeyHeader = "x-functions-key";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Value.Credential is { } credential)
        {
            var token = await GetTokenAsync(credential, cancellationToken).ConfigureAwait(false);
            // An attempt before may have left its own.
            request.Headers.Remove(options.Value.Header);
            request.Headers.Add(options.Value.Header, $"Bearer {token.Token}");
        }
        else
        {
            request.Headers.Remove(KeyHeader);
            request.Headers.Add(KeyHeader, options.Value.FunctionKey);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<AccessToken> GetTokenAsync(TokenCredential credential, CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(new TokenRequestContext([options.Value.Scope!]), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Credentials throw exceptions of their own libraries, for a wait that was cancelled, too.
            cancellationToken.ThrowIfCancellationRequested();
            throw new AcsFunctionsException(AcsFunctionsException.CredentialFailed, "The credential gave no access token.", null, inner: exception);
        }
    }
}
