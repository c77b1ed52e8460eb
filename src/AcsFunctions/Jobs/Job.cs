using System.Globalization;
using Azure;

namespace AcsFunctions.Jobs;

/// <summary>Work that outlasts the request for it. Between two steps its row is all there is, so any instance can report on it and do the next step.</summary>
public sealed record Job
{
    /// <summary>Sorts by the time of the request.</summary>
    public required string Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>Counts, and changes nothing.</summary>
    public required bool DryRun { get; init; }

    public required DateTimeOffset RequestedOn { get; init; }

    public JobStatus Status { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When the row was last written: a sign of life.</summary>
    public DateTimeOffset? UpdatedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>How many steps in a row ended in an exception.</summary>
    public int Failures { get; init; }

    /// <summary>The report so far as JSON, and all that the next step needs to know; null before the first.</summary>
    public string? Report { get; init; }

    /// <summary>The version that was read; default for a job that was never stored.</summary>
    public ETag ETag { get; init; }

    public bool IsOver => Status is JobStatus.Finished or JobStatus.Stopped or JobStatus.Failed;

    public static Job Request(JobKind kind, bool dryRun, DateTimeOffset now) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmssfff}-{Guid.NewGuid().ToString("n")[..12]}"),
        Kind = kind,
        DryRun = dryRun,
        RequestedOn = now,
    };
}
