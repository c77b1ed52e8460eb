using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Compatibility;

/// <summary>A stack that serves the routes of ACS samples.</summary>
public sealed class DropInFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Compatibility:Enabled"] = "true",
    };
}
