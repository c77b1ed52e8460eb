namespace AcsFunctions.Perf.Serving;

/// <summary>One functions host of the serving process.</summary>
/// <param name="Name">By which the driver knows it.</param>
/// <param name="IsApp">Whether it runs the function app; else the functions that the app is compared with.</param>
/// <param name="Settings">The app settings.</param>
internal sealed record HostPlan(string Name, bool IsApp, IReadOnlyDictionary<string, string?> Settings);
