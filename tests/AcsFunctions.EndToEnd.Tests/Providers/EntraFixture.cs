using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A registration for the accounts of one directory.</summary>
public sealed class EntraFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string Tenant = "8a0e5b1c-4d1f-4b7e-9c55-1f2a3b4c5d6e";
    public const string Audience = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";

    protected override string UserIdAlias => "entra";

    protected override string Name => $"https://login.microsoftonline.com/{Tenant}/v2.0";

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = Audience,
        ["UserIdClaims"] = "tid oid",
        ["RequiredScope"] = "access_as_user",
        ["AdminRole"] = "Acs.Admin",
    };
}
