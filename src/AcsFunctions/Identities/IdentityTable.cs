using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

/// <summary>The clients of the identity table: one that re-sends what got no answer, one that sends once. Made on first use.</summary>
public sealed class IdentityTable
{
    private readonly Lazy<TableClient> repeated;
    private readonly Lazy<TableClient> once;

    public IdentityTable(IOptions<IdentityStoreOptions> options, AzureCredential credential)
        : this(options, credential, AzureTransport.Shared)
    {
    }

    internal IdentityTable(IOptions<IdentityStoreOptions> options, AzureCredential credential, HttpPipelineTransport transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        repeated = new(() => Connect(options.Value, credential, transport, options.Value.Retries));
        once = new(() => Connect(options.Value, credential, transport, retries: 0));
    }

    public TableClient Repeated => repeated.Value;

    public TableClient Once => once.Value;

    private static TableClient Connect(IdentityStoreOptions options, AzureCredential credential, HttpPipelineTransport transport, int retries)
    {
        var clientOptions = new TableClientOptions
        {
            Transport = transport,
            Retry =
            {
                MaxRetries = retries,
                Mode = RetryMode.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(2),
                NetworkTimeout = options.AttemptTimeout,
            },
        };
        if (options.TableServiceUri?.Host is { } host)
        {
            clientOptions.Audience = AudienceOf(host);
        }

        return options.TableServiceUri is { } uri
            ? new TableClient(uri, options.TableName, credential.Value, clientOptions)
            : new TableClient(options.ConnectionString, options.TableName, clientOptions);
    }

    // Another cloud's storage takes no token that was asked for at the public one's address.
    private static TableAudience AudienceOf(string host) =>
        host.EndsWith(".usgovcloudapi.net", StringComparison.OrdinalIgnoreCase) ? TableAudience.AzureGovernment
        : host.EndsWith(".chinacloudapi.cn", StringComparison.OrdinalIgnoreCase) ? TableAudience.AzureChina
        : TableAudience.AzurePublicCloud;
}
