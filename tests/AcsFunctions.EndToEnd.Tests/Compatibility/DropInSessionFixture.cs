using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Compatibility;

/// <summary>A stack that serves the routes of ACS samples behind App Service Authentication, with little patience for who asks too often.</summary>
public sealed class DropInSessionFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    public const int Burst = 3;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(AppServiceFixture.SettingsOf("true", "True"))
    {
        ["Compatibility:Enabled"] = "true",
        ["RateLimits:TokenBurst"] = $"{Burst}",
        ["RateLimits:TokensPerMinute"] = "1",
    };
}
