using System.Diagnostics;
using AcsFunctions.Sweeps;
using AcsFunctions.Telemetry;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>A run's report, on the meter and on its span.</summary>
internal static class CleanUpMeasures
{
    public static void Record(CleanUpReport report, ServiceMeter meter, Activity? activity)
    {
        var outcome = report switch
        {
            { CutShort: true } => "cut_short",
            { Failed: > 0 } => "incomplete",
            _ => Outcome.Ok,
        };
        activity?.SetTag(ServiceActivity.Outcome, outcome);
        meter.CleanUpEnded(report.DryRun, outcome, report.Duration);

        Count("unfinished", "found", report.UnfinishedFound);
        Count("unfinished", "done", report.UnfinishedDone);
        Count("stale", "found", report.StaleFound);
        Count("stale", "done", report.StaleDeleted);
        Count("stale", "changed", report.StaleChanged);
        Count("guests", "found", report.GuestsFound);
        Count("guests", "done", report.GuestsDeleted);
        Count("index", "written", report.IndexRowsWritten);
        Count("index", "removed", report.IndexRowsRemoved);
        Count("fences", "found", report.FencesFound);
        Count("fences", "done", report.FencesDropped);
        Count("any", "failed", report.Failed);

        void Count(string phase, string result, int rows) => meter.CleanUpCounted(phase, result, rows, report.DryRun);
    }
}
