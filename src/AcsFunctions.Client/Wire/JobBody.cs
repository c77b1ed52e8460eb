using AcsFunctions.Client.Models;

namespace AcsFunctions.Client.Wire;

internal sealed record JobBody
{
    public required string OperationId { get; init; }

    public required string Kind { get; init; }

    public required bool DryRun { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset RequestedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    public CleanUpReport? CleanUpReport { get; init; }

    public WindDownReport? WindDownReport { get; init; }

    public Job ToModel() => new(OperationId, Kind, DryRun, Status, RequestedOn, FinishedOn, CleanUpReport, WindDownReport);
}
