namespace AcsFunctions.Perf.Serving;

/// <summary>One functions host of the serving process.</summary>
/// <param name="Name">By which the driver knows it.</param>
/// <param name="App">What it runs.</param>
/// <param name="Settings">The app settings.</param>
internal sealed record HostPlan(string Name, HostedApp App, IReadOnlyDictionary<string, string?> Settings);
