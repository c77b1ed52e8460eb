using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcsFunctions.AcsEmulator.Tests.Support;

internal static class EntraToken
{
    public const string AppId = "1fd5118e-2576-4263-8130-9503064c837a";
    public const string UserId = "2af1c6a5-0f35-4a0c-9d4b-6a3d44ab9de8";
    public const string TenantId = "5c2b5c8e-7d11-4b8f-8b6a-9d8e5f6a7b01";

    /// <summary>A token of the shape that Entra issues to a user. Nobody signed it.</summary>
    public static string Create(DateTimeOffset expiresOn, string clientClaim = "appid", string? tenantId = TenantId)
    {
        var claims = new JsonObject { [clientClaim] = AppId, ["oid"] = UserId, ["tid"] = tenantId, ["exp"] = expiresOn.ToUnixTimeSeconds() };
        return $"{Encode(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" })}.{Encode(claims)}.";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
