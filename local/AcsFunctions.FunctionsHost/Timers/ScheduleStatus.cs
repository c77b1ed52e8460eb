namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>When a timer ran and is due, in UTC.</summary>
internal sealed record ScheduleStatus
{
    public DateTime Last { get; init; }

    public DateTime Next { get; init; }

    public DateTime LastUpdated { get; init; }
}
