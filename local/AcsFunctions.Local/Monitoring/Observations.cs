using AcsFunctions.FunctionsHost;

namespace AcsFunctions.Local.Monitoring;

/// <summary>The requests, log events, counters and jobs of the functions since the stack started. The newest are kept, a fixed number of each.</summary>
internal sealed class Observations(TimeProvider clock)
{
    private const int MaxItems = 10_000;
    private const int MaxJobs = 20;

    private readonly RecentItems<ObservedEvent> events = new(MaxItems);
    private readonly RecentItems<ObservedRequest> requests = new(MaxItems);
    private readonly RecentItems<string> jobs = new(MaxJobs);

    public DateTimeOffset StartedOn { get; } = clock.GetUtcNow();

    public DateTimeOffset Now => clock.GetUtcNow();

    public CounterTotals Counters { get; } = new();

    /// <summary>Oldest first, as are the others.</summary>
    public IReadOnlyList<ObservedEvent> Events => events.ToList();

    public IReadOnlyList<ObservedRequest> Requests => requests.ToList();

    /// <summary>The status URLs of jobs that were asked for.</summary>
    public IReadOnlyList<string> Jobs => jobs.ToList();

    public void Add(int eventId, IReadOnlyDictionary<string, string> properties) => events.Add(new ObservedEvent(Now, eventId, properties));

    public void Add(ServedRequest request)
    {
        // The page's own reads of jobs do not count.
        if (request.UserAgent == JobFigures.UserAgent)
        {
            return;
        }

        requests.Add(new ObservedRequest(Now, "/" + request.Route, request.Status, request.Duration));
        if (request is { FunctionName: "StartCleanUp" or "StartWindDown", Status: 202, Location: { } status })
        {
            jobs.Add(status);
        }
    }
}
