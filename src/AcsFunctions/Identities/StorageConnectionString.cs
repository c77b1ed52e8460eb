using AcsFunctions.Configuration;

namespace AcsFunctions.Identities;

/// <summary>A storage account's connection string, with a key, with a shared access signature, or for the local emulator.</summary>
internal static class StorageConnectionString
{
    /// <summary>What is wrong with it, ready to follow "The setting …"; null where a client of the table service can be made of it.</summary>
    public static string? Fault(string text)
    {
        var parts = ConnectionString.Read(text);
        if (parts.Fault is not null || (bool.TryParse(parts["UseDevelopmentStorage"], out var isEmulator) && isEmulator))
        {
            return parts.Fault;
        }

        if (parts["accesskey"] is not null)
        {
            return "is an ACS resource's: a storage account's begins with DefaultEndpointsProtocol= or names an AccountName.";
        }

        if (parts["TableEndpoint"] is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
        {
            return "names a TableEndpoint that is no address such as https://account.table.core.windows.net.";
        }

        return (parts["AccountName"], parts["AccountKey"], parts["SharedAccessSignature"]) switch
        {
            (_, null, null) => "has no AccountKey and no SharedAccessSignature.",
            (null, not null, _) => "has an AccountKey and no AccountName.",
            (_, { } key, _) when !IsKey(key) => "has an AccountKey that is cut off or not a key: copy it again.",
            (null, null, _) when parts["TableEndpoint"] is null => "has a SharedAccessSignature and neither a TableEndpoint nor an AccountName.",
            _ => null,
        };
    }

    private static bool IsKey(string key) => Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 0;
}
