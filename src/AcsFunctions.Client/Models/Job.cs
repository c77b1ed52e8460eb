namespace AcsFunctions.Client.Models;

/// <summary>Work that outlasts a request. A timer of the service carries it on.</summary>
/// <param name="Id">Asks after it, and stops it.</param>
/// <param name="Kind"><c>clean-up</c> or <c>wind-down</c>.</param>
/// <param name="DryRun">It counts, and changes nothing.</param>
/// <param name="Status"><c>requested</c>, <c>running</c>, <c>finished</c>, <c>stopping</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="RequestedOn">UTC.</param>
/// <param name="FinishedOn">UTC.</param>
/// <param name="CleanUpReport">What a clean-up did so far; null before its first step.</param>
/// <param name="WindDownReport">What a wind-down did so far; null before its first step.</param>
public sealed record Job(
    string Id, string Kind, bool DryRun, string Status, DateTimeOffset RequestedOn, DateTimeOffset? FinishedOn, CleanUpReport? CleanUpReport, WindDownReport? WindDownReport)
{
    /// <summary>Whether nothing more will be done.</summary>
    public bool IsOver => Status is "finished" or "stopped" or "failed";
}
