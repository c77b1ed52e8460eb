using Azure;
using Azure.Communication.Identity;
using Azure.Core;
using Azure.Core.Pipeline;
using static Azure.Communication.Identity.CommunicationIdentityClientOptions;

namespace AcsFunctions.StandIns.Tests.Client;

internal static class Clients
{
    public const string Key = "bm90IGEgcmVhbCBrZXksIG9ubHkgZm9yIHRlc3RzIQ==";
    public const string Endpoint = "https://my-resource.communication.azure.com";

    public static CommunicationIdentityClient Client(this ScriptedService service, string endpoint = Endpoint, ServiceVersion version = ServiceVersion.V2023_10_01) =>
        new($"endpoint={endpoint};accesskey={Key}", Options(service.Transport, version));

    public static CommunicationIdentityClient Client(this ScriptedService service, AzureKeyCredential credential) =>
        new(new Uri(Endpoint), credential, Options(service.Transport));

    public static CommunicationIdentityClient Client(this ScriptedService service, TokenCredential credential, string endpoint = Endpoint) =>
        new(new Uri(endpoint), credential, Options(service.Transport));

    public static CommunicationIdentityClientOptions Options(HttpPipelineTransport transport, ServiceVersion version = ServiceVersion.V2023_10_01) =>
        new(version)
        {
            Transport = transport,
            Retry = { Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
        };
}
