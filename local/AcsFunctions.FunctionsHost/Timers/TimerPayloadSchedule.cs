namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>The part of a schedule that a run is told.</summary>
internal sealed record TimerPayloadSchedule(bool AdjustForDST);
