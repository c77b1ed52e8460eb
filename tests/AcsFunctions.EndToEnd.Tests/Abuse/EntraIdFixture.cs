using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A stack that knows users of Entra, of another issuer and of a back-end; nobody signs in at Entra here.</summary>
public sealed class EntraIdFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    public const string Tenant = "8a0e5b1c-4d1f-4b7e-9c55-1f2a3b4c5d6e";
    public const string User = "0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Authentication:Issuers:entra:Authority"] = "https://login.microsoftonline.com/organizations/v2.0",
        ["Authentication:Issuers:entra:Audience"] = "api://acs-functions",
        ["Authentication:Issuers:entra:Tenants"] = Tenant,
        ["Authentication:Issuers:entra:UserIdClaims"] = "tid oid",
        ["Authentication:Issuers:entra:RequiredScope"] = "access_as_user",
        ["Authentication:OtherAliases"] = "crm old_shop",
    };
}
