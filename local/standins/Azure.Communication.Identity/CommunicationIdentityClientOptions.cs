using Azure.Core;

namespace Azure.Communication.Identity;

/// <summary>Retries, transport and diagnostics of the client, and the version of the REST API that it speaks.</summary>
public class CommunicationIdentityClientOptions : ClientOptions
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is none of the known ones.</exception>
    public CommunicationIdentityClientOptions(ServiceVersion version = ServiceVersion.V2023_10_01) =>
        ApiVersion = version switch
        {
            ServiceVersion.V2021_03_07 => "2021-03-07",
            ServiceVersion.V2022_06_01 => "2022-06-01",
            ServiceVersion.V2022_10_01 => "2022-10-01",
            ServiceVersion.V2023_10_01 => "2023-10-01",
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };

    public enum ServiceVersion
    {
        V2021_03_07 = 1,
        V2022_06_01 = 2,
        V2022_10_01 = 3,
        V2023_10_01 = 4,
    }

    internal string ApiVersion { get; }
}
