using AcsFunctions.Configuration;

namespace AcsFunctions.Acs;

/// <summary><c>endpoint=https://…;accesskey=…</c>, as ACS's portal gives it out.</summary>
internal static class AcsConnectionString
{
    /// <summary>What is wrong with it, ready to follow "The setting …"; null where a client can be made of it.</summary>
    public static string? Fault(string text)
    {
        var parts = ConnectionString.Read(text);
        return parts.Fault ?? (parts["endpoint"], parts["accesskey"]) switch
        {
            (null, null) when parts["AccountName"] is not null => "is a storage account's: an ACS resource's begins with endpoint=https://.",
            (null, _) or (_, null) => "is not of the form endpoint=https://…;accesskey=….",
            ({ } endpoint, _) when !IsAddress(endpoint) => "names an endpoint that is no address such as https://name.communication.azure.com.",
            (_, { } key) => IsKey(key) ? null : "has an access key that is cut off or not a key: copy it again.",
        };
    }

    /// <summary>The address in it.</summary>
    public static Uri Endpoint(string text) => new(ConnectionString.Read(text)["endpoint"]!);

    private static bool IsAddress(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https" or "http", AbsolutePath: "/", Query: "", UserInfo: "" };

    private static bool IsKey(string key) => Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 0;
}
