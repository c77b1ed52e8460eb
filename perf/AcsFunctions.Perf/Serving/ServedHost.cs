namespace AcsFunctions.Perf.Serving;

/// <summary>A host that listens.</summary>
internal sealed record ServedHost(string Name, Uri Address, string FunctionKey);
