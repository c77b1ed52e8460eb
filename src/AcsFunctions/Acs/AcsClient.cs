using Azure.Communication.Identity;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

/// <summary>The one client of ACS, made on first use and then kept: it holds connections and, with managed identity, a token.</summary>
public sealed class AcsClient
{
    // The double slash is what ACS's own libraries ask for.
    private static readonly string[] CredentialScopes = ["https://communication.azure.com//.default"];

    private readonly AcsOptions options;
    private readonly AzureCredential credential;
    private readonly Lazy<CommunicationIdentityClient> client;

    public AcsClient(IOptions<AcsOptions> options, AzureCredential credential, HttpPipelineTransport transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Value;
        this.credential = credential;
        client = new(() => Connect(transport));
    }

    internal CommunicationIdentityClient Client => client.Value;

    /// <summary>Gets a token for ACS where managed identity is used; with a connection string there is nothing to get.</summary>
    internal async Task AuthenticateAsync(CancellationToken cancellationToken)
    {
        if (options.Endpoint is not null)
        {
            await credential.Value.GetTokenAsync(new TokenRequestContext(CredentialScopes), cancellationToken);
        }
    }

    private CommunicationIdentityClient Connect(HttpPipelineTransport transport)
    {
        var clientOptions = new CommunicationIdentityClientOptions { Transport = transport, RetryPolicy = new AcsRetryPolicy(options) };
        clientOptions.Retry.NetworkTimeout = options.AttemptTimeout;
        return options.Endpoint is { } endpoint
            ? new CommunicationIdentityClient(endpoint, credential.Value, clientOptions)
            : new CommunicationIdentityClient(options.ConnectionString, clientOptions);
    }
}
