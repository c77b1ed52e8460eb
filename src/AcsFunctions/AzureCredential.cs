using Azure.Core;
using Azure.Identity;

namespace AcsFunctions;

/// <summary>
/// The app's own identity towards Azure: managed identity there, the developer's tools elsewhere. Made on first use, because with
/// connection strings nobody needs it and it costs a good part of a cold start.
/// </summary>
public sealed class AzureCredential
{
    private readonly Lazy<TokenCredential> credential;

    public AzureCredential()
        : this(() => new DefaultAzureCredential(includeInteractiveCredentials: false))
    {
    }

    public AzureCredential(Func<TokenCredential> create) => credential = new(create);

    public TokenCredential Value => credential.Value;
}
