using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>An external tenant.</summary>
public sealed class EntraExternalIdFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string Tenant = "aaaabbbb-0000-4ccc-8111-dddd2222eeee";
    public const string Audience = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";

    protected override string UserIdAlias => "customers";

    protected override string Name => $"https://{Tenant}.ciamlogin.com/{Tenant}/v2.0";

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = Audience,
        ["UserIdClaims"] = "tid oid",
        ["RequiredScope"] = "access_as_user",
    };
}
