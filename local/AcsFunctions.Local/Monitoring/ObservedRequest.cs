namespace AcsFunctions.Local.Monitoring;

/// <summary>A request of a function: a row of the table AppRequests, with the route's template in place of the path.</summary>
internal sealed record ObservedRequest(DateTimeOffset Time, string Route, int Status, TimeSpan Duration)
{
    /// <summary>Whether it counts for the service: probes do not.</summary>
    public bool IsOfApi => Route.StartsWith("/api/", StringComparison.Ordinal) && !Route.StartsWith("/api/health/", StringComparison.Ordinal);
}
