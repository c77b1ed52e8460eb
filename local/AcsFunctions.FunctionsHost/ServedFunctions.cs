using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.FunctionsHost;

/// <summary>What is known of the functions once a worker has reported them.</summary>
/// <param name="Descriptions">In name order.</param>
/// <param name="Timers">Those that have a schedule.</param>
/// <param name="Runs">By function name: runs it once, without a caller. Its failure is only logged.</param>
/// <param name="Routes">Those of HTTP functions.</param>
internal sealed record ServedFunctions(
    IReadOnlyList<FunctionDescription> Descriptions, IReadOnlyList<ScheduledTimer> Timers, IReadOnlyDictionary<string, Func<Task>> Runs, IRouter Routes);
