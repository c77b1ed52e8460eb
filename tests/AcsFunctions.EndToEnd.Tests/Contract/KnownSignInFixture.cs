using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A stack whose issuer's tokens must say when the user signed in, and do not.</summary>
public sealed class KnownSignInFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Authentication:Issuers:local:RequireAuthTime"] = "true" };
}
