using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A realm with a client scope that adds the audience, and a mapper that puts realm roles into <c>roles</c>.</summary>
public sealed class KeycloakFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string IssuerName = "https://id.example.com/realms/calls";

    protected override string UserIdAlias => "keycloak";

    protected override string Name => IssuerName;

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = "acs-functions",
        ["RequiredScope"] = "access_as_user",
        ["AdminRole"] = "acs-admin",
    };
}
