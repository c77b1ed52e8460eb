namespace AcsFunctions.Perf.Tests.ColdStart;

/// <summary>Tests that look at a whole process or machine: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
