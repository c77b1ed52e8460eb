namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>What a run of a timer is told, with the property names of the real host: azure-webjobs-sdk-extensions src/WebJobs.Extensions/Extensions/Timers/TimerInfo.cs.</summary>
internal sealed record TimerPayload(TimerPayloadSchedule Schedule, ScheduleStatus? ScheduleStatus, bool IsPastDue);
