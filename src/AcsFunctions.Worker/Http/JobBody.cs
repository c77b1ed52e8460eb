using System.Text.Json;
using AcsFunctions.Jobs;

namespace AcsFunctions.Worker.Http;

/// <summary>A job on the wire: what was asked for, how far it is, and its report so far, in a member for each kind: few client generators know alternatives.</summary>
internal sealed record JobBody(
    string OperationId,
    string Kind,
    bool DryRun,
    string Status,
    string RequestedOn,
    string? StartedOn,
    string? UpdatedOn,
    string? FinishedOn,
    JsonElement? CleanUpReport,
    JsonElement? WindDownReport)
{
    public static JobBody Of(Job job) => new(
        job.Id,
        job.Kind == JobKind.CleanUp ? "clean-up" : "wind-down",
        job.DryRun,
        JsonNamingPolicy.CamelCase.ConvertName(job.Status.ToString()),
        Iso8601.Format(job.RequestedOn),
        Iso8601.FormatOrNull(job.StartedOn),
        Iso8601.FormatOrNull(job.UpdatedOn),
        Iso8601.FormatOrNull(job.FinishedOn),
        job.Kind == JobKind.CleanUp ? ReportOf(job) : null,
        job.Kind == JobKind.WindDown ? ReportOf(job) : null);

    private static JsonElement? ReportOf(Job job) => job.Report is { } report ? JsonElement.Parse(report) : null;
}
