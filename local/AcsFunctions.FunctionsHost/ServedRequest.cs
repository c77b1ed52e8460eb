namespace AcsFunctions.FunctionsHost;

/// <summary>A request that a function answered. The real host reports as much in its telemetry, with the path in place of the route.</summary>
/// <param name="FunctionName">The function.</param>
/// <param name="Route">Its route with the prefix, and no leading slash: <c>api/users/{userId}/tokens</c>.</param>
/// <param name="UserAgent">The request's header; empty where it has none.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Duration">From the request's head to the end of the answer.</param>
/// <param name="Location">The answer's header, where it has one.</param>
public sealed record ServedRequest(string FunctionName, string Route, string UserAgent, int Status, TimeSpan Duration, string? Location);
