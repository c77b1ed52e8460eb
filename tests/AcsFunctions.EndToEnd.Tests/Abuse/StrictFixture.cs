using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A stack that serves a user three times, and then once a minute.</summary>
public sealed class StrictFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["RateLimits:TokenBurst"] = "3",
        ["RateLimits:TokensPerMinute"] = "1",
        ["Tokens:AllowedScopes"] = "chat",
    };
}
