using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>A stack behind a proxy that puts a token of its own into <c>Authorization</c>.</summary>
public sealed class StaticWebAppsFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    public const string Header = "X-App-Authorization";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Authentication:Header"] = Header,
        ["Compatibility:Enabled"] = "true",
    };
}
