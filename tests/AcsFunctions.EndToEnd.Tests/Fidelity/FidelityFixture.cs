using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Fidelity;

/// <summary>A stack set up as the genuine host was when its answers were recorded.</summary>
public sealed class FidelityFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Compatibility:Enabled"] = "true",
        ["Authentication:DescribeRefusals"] = "false",
    };

    protected override IReadOnlyList<string> AllowedOrigins => ["http://localhost:5173"];
}
