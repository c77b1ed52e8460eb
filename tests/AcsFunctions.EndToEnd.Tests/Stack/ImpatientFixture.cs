namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>A stack that waits two seconds for an answer of ACS: no longer than a test can, and longer than a busy machine takes.</summary>
public sealed class ImpatientFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Acs:AttemptTimeout"] = "00:00:02" };
}
