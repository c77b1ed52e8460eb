using System.Text;
using System.Text.Json.Nodes;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Makes the header that App Service Authentication puts on a request.</summary>
internal static class Principal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    public static string Of(params (string Type, string Value)[] claims) => Encode(Json("aad", claims));

    public static string Of(string provider, params (string Type, string Value)[] claims) => Encode(Json(provider, claims));

    public static string Json(string provider, params (string Type, string Value)[] claims) => new JsonObject
    {
        ["auth_typ"] = provider,
        ["name_typ"] = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        ["role_typ"] = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
        ["claims"] = new JsonArray([.. claims.Select(claim => new JsonObject { ["typ"] = claim.Type, ["val"] = claim.Value })]),
    }.ToJsonString();

    public static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
}
