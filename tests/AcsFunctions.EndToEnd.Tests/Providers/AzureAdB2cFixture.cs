using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A B2C tenant and one user flow.</summary>
public sealed class AzureAdB2cFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string IssuerName = "https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/";

    protected override string UserIdAlias => "b2c";

    protected override string Name => IssuerName;

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = "90c0fe63-bcf2-44d5-8fb7-b8bbc0b29dc6",
        ["UserIdClaims"] = "sub",
        ["RequiredScope"] = "access_as_user",
        ["RequireAuthTime"] = "true",
    };
}
