using System.Text.Json;
using AcsFunctions.Runs;

namespace AcsFunctions.Worker.Responses;

/// <summary>A run on the wire: what was asked for, how far it is, and its report so far.</summary>
internal sealed record OperationBody(
    string OperationId, string Kind, bool DryRun, string Status, string RequestedOn, string? StartedOn, string? UpdatedOn, string? FinishedOn, JsonElement? Report)
{
    public static OperationBody Of(Run run) => new(
        run.Id,
        run.Kind == RunKind.CleanUp ? "clean-up" : "wind-down",
        run.DryRun,
        JsonNamingPolicy.CamelCase.ConvertName(run.Status.ToString()),
        Iso8601.Format(run.RequestedOn),
        Iso8601.FormatOrNull(run.StartedOn),
        Iso8601.FormatOrNull(run.UpdatedOn),
        Iso8601.FormatOrNull(run.FinishedOn),
        run.Report is { } report ? JsonElement.Parse(report) : null);
}
