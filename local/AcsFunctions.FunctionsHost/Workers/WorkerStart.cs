using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>What a new worker has to know.</summary>
/// <param name="HostAddress">Where it finds the host's side of the worker protocol.</param>
/// <param name="WorkerId">The name by which the host expects it; nobody else knows it.</param>
/// <param name="RequestId">An id for the start itself.</param>
/// <param name="Settings">The app settings, with <c>:</c> between the parts of a name.</param>
/// <param name="Logger">Takes what the worker says outside of the protocol.</param>
public sealed record WorkerStart(Uri HostAddress, string WorkerId, string RequestId, IReadOnlyDictionary<string, string?> Settings, ILogger Logger);
