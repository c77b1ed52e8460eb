using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A Firebase project, whose apps send ID tokens.</summary>
public sealed class FirebaseFixture(SharedAzurite azurite) : ProviderFixture(azurite)
{
    public const string Project = "calls-example";

    protected override string UserIdAlias => "firebase";

    protected override string Name => "https://securetoken.google.com/" + Project;

    protected override IReadOnlyDictionary<string, string?> IssuerSettings => new Dictionary<string, string?>
    {
        ["Audience"] = Project,
        ["AcceptIdTokens"] = "true",
    };
}
