using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A registration for accounts in any organizational directory, of which two are let in.</summary>
public sealed class EntraMultiTenantFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string First = "8a0e5b1c-4d1f-4b7e-9c55-1f2a3b4c5d6e";
    public const string Second = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    public const string Stranger = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
    public const string Audience = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";

    protected override string UserIdAlias => "entra";

    protected override string Name => "https://login.microsoftonline.com/{tenantid}/v2.0";

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = Audience + " api://acs-functions",
        ["Tenants"] = $"{First} {Second}",
        ["UserIdClaims"] = "tid oid",
        ["RequiredScope"] = "access_as_user",
        ["AdminRole"] = "Acs.Admin",
    };
}
