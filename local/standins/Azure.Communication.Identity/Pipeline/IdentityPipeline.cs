using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>Azure.Core's pipeline with one of the service's two ways to prove who is calling.</summary>
internal static class IdentityPipeline
{
    // Two slashes: the service registered its audience with one at the end.
    private const string Scope = "https://communication.azure.com//.default";

    public static HttpPipeline Build(ClientOptions options, AzureKeyCredential credential) =>
        HttpPipelineBuilder.Build(options, new HmacAuthenticationPolicy(credential, TimeProvider.System));

    public static HttpPipeline Build(ClientOptions options, TokenCredential credential) =>
        HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope));
}
