using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// The one issuer that has many names: Entra's multi-tenant endpoints say <c>{tenantid}</c> where a token has its tenant.
/// https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer
/// </summary>
internal static class IssuerTenants
{
    private const string Placeholder = "{tenantid}";

    private static readonly string[] MultiTenantNames = ["common", "organizations", "consumers"];

    private static readonly string[] SignInHosts =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.windows.net", "sts.windows.net", "login.microsoft.com"];

    /// <summary>Whether the name stands for the issuers of all tenants.</summary>
    public static bool IsTemplate(string issuer) => issuer.Contains(Placeholder, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name that a token of the tenant must have; null where there is none without a tenant.</summary>
    public static string? NameFor(string issuer, string? tenant) =>
        !IsTemplate(issuer) ? issuer
        : tenant is null || !EntraIds.IsPlainGuid(tenant) ? null
        : issuer.Replace(Placeholder, tenant, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key may sign in this name: Entra's key set says for each key whose it is, and has keys for tokens of one tenant only.</summary>
    public static bool MayUseKey(OpenIdConnectConfiguration known, string? keyId, string? tenant, string name) =>
        known.JsonWebKeySet?.Keys
            .Where(key => key.Kid == keyId && key.AdditionalData.TryGetValue("issuer", out var issuer) && issuer is not null)
            .All(key => NameFor(key.AdditionalData["issuer"].ToString()!, tenant) == name) ?? true;

    /// <summary>Whether the authority is one of Entra's, for workforce tenants or for External ID; Azure AD B2C is another service.</summary>
    public static bool IsEntra(Uri authority) =>
        SignInHosts.Contains(authority.Host, StringComparer.OrdinalIgnoreCase) || authority.Host.EndsWith(".ciamlogin.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the authority stands for the users of all tenants.</summary>
    public static bool IsMultiTenant(Uri authority) =>
        IsEntra(authority) && MultiTenantNames.Contains(authority.Segments.ElementAtOrDefault(1)?.Trim('/'), StringComparer.OrdinalIgnoreCase);
}
