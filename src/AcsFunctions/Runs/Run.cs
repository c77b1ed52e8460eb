using System.Globalization;
using Azure;

namespace AcsFunctions.Runs;

/// <summary>A piece of work that outlasts the request for it. Its row is all there is of it between two stretches, so any instance can answer for it and carry it on.</summary>
public sealed record Run
{
    /// <summary>Sorts by the time of the request.</summary>
    public required string Id { get; init; }

    public required RunKind Kind { get; init; }

    /// <summary>Counts, and changes nothing.</summary>
    public required bool DryRun { get; init; }

    public required DateTimeOffset RequestedOn { get; init; }

    public RunStatus Status { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When the row was last written: a sign of life.</summary>
    public DateTimeOffset? UpdatedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>How many stretches in a row ended in an exception.</summary>
    public int Failures { get; init; }

    /// <summary>The report so far as JSON, and all that the next stretch needs to know; null before the first.</summary>
    public string? Report { get; init; }

    /// <summary>The version that was read; default for a run that was never stored.</summary>
    public ETag ETag { get; init; }

    public bool IsOver => Status is RunStatus.Finished or RunStatus.Stopped or RunStatus.Failed;

    public static Run Request(RunKind kind, bool dryRun, DateTimeOffset now) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmssfff}-{Guid.NewGuid().ToString("n")[..12]}"),
        Kind = kind,
        DryRun = dryRun,
        RequestedOn = now,
    };
}
