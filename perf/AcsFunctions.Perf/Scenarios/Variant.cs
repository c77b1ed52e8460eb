namespace AcsFunctions.Perf.Scenarios;

/// <summary>One of the ways to get a token (or nothing) that are compared.</summary>
/// <param name="Name">Short and stable: a key of the report.</param>
/// <param name="Label">For people.</param>
/// <param name="SendAsync">The request of that number.</param>
internal sealed record Variant(string Name, string Label, Func<int, CancellationToken, Task> SendAsync)
{
    /// <summary>Whether the functions process serves it, so that its CPU and allocations tell something.</summary>
    public bool IsServed { get; init; } = true;

    /// <summary>How many requests leave at once where it is saturated.</summary>
    public int Together { get; init; } = 1;

    /// <summary>Makes ready for so many requests; not measured.</summary>
    public Func<int, CancellationToken, Task> PrepareAsync { get; init; } = (_, _) => Task.CompletedTask;
}
