namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>When a timer ran and is due, in UTC.</summary>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
