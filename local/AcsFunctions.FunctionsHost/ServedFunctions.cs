using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.FunctionsHost;

/// <summary>What is known of the functions once a worker has reported them.</summary>
internal sealed record ServedFunctions(IReadOnlyList<FunctionDescription> Descriptions, IReadOnlyList<ScheduledTimer> Timers, IReadOnlyList<HttpStart> HttpStarts, IRouter Routes);
