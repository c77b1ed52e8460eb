namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>A broken invariant, and a shortest schedule that breaks it.</summary>
internal sealed record Violation(string Invariant, string Scenario, IReadOnlyList<string> Schedule)
{
    public override string ToString() => $"{Invariant}\n  {Scenario}\n    {string.Join("\n    ", Schedule)}";
}
