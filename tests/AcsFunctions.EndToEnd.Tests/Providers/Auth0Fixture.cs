using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>An Auth0 tenant with an API.</summary>
public sealed class Auth0Fixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string Audience = "https://calls.example.com/";

    protected override string UserIdAlias => "auth0";

    protected override string Name => "https://tenant.eu.auth0.com/";

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = Audience,
        ["RequiredScope"] = "access_as_user",
        ["AdminRole"] = "Acs.Admin",
    };
}
