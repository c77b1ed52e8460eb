using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A user pool with a resource server and an app client.</summary>
public sealed class CognitoFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string IssuerName = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE";
    public const string Client = "1example23456789";

    protected override string UserIdAlias => "cognito";

    protected override string Name => IssuerName;

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["ClientIds"] = $"{Client} 2example34567890",
        ["Audience"] = "https://calls.example.com",
        ["RequiredScope"] = "calls/access_as_user",
        ["RequireAuthTime"] = "true",
    };
}
