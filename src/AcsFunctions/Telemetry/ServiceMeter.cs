using AcsFunctions.Identities;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AcsFunctions.Telemetry;

/// <summary>What the service counts and measures. Names, units and tags are a contract with dashboards and alerts: docs/telemetry.md.</summary>
public sealed class ServiceMeter
{
    /// <summary>The meter that exporters listen to.</summary>
    public const string MeterName = "AcsFunctions";

    // The defaults of exporters suit milliseconds; these are seconds, from a table read to the longest that a caller waits.
    private static readonly InstrumentAdvice<double> RequestSeconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };
    private static readonly InstrumentAdvice<double> RunSeconds = new() { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600] };

    private readonly Histogram<double> operationDuration;
    private readonly Histogram<double> acsDuration;
    private readonly Histogram<double> cleanUpDuration;
    private readonly Counter<long> tokensIssued;
    private readonly Counter<long> identitiesCreated;
    private readonly Counter<long> identitiesRetired;
    private readonly Counter<long> pendingActionsDone;
    private readonly Counter<long> acsRefusals;
    private readonly Counter<long> cleanUpRows;

    public ServiceMeter(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        // The factory owns the meter, so that each container has counts of its own.
        var meter = meters.Create(MeterName);
        operationDuration = Duration(meter, "acsfunctions.operation.duration", "How long operations take, and how they end.", RequestSeconds);
        acsDuration = Duration(meter, "acsfunctions.acs.call.duration", "How long calls to ACS take, their repetitions and their wait for a turn included, and how they end.", RequestSeconds);
        cleanUpDuration = Duration(meter, "acsfunctions.clean_up.duration", "How long clean-up runs take, and how they end.", RunSeconds);
        tokensIssued = meter.CreateCounter<long>("acsfunctions.tokens.issued", "{token}", "Tokens handed out.");
        identitiesCreated = meter.CreateCounter<long>("acsfunctions.identities.created", "{identity}", "Identities mapped to a user for the first time.");
        identitiesRetired = meter.CreateCounter<long>("acsfunctions.identities.retired", "{identity}", "Identities that are no longer anyone's and are to be deleted at ACS.");
        pendingActionsDone = meter.CreateCounter<long>("acsfunctions.promises.kept", "{promise}", "Deletions and revocations carried out at ACS.");
        acsRefusals = meter.CreateCounter<long>("acsfunctions.acs.refusals", "{refusal}", "Calls that ACS refused or did not answer, and calls held back unsent.");
        cleanUpRows = meter.CreateCounter<long>("acsfunctions.clean_up.rows", "{row}", "Rows that clean-up found, and what became of them.");
    }

    internal void OperationEnded(string operation, string outcome, TimeSpan duration) =>
        operationDuration.Record(duration.TotalSeconds, new("operation", operation), new("outcome", outcome));

    internal void AcsCallEnded(string operation, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { "operation", operation }, { "outcome", outcome } };
        acsDuration.Record(duration.TotalSeconds, tags);
        if (outcome is not (Outcome.Ok or Outcome.Canceled))
        {
            acsRefusals.Add(1, tags);
        }
    }

    internal void CleanUpEnded(bool dryRun, string outcome, TimeSpan duration) =>
        cleanUpDuration.Record(duration.TotalSeconds, new("dry_run", dryRun), new("outcome", outcome));

    /// <param name="kind"><c>identity</c> or <c>teams</c>.</param>
    /// <param name="source">Where it comes from.</param>
    internal void TokenIssued(string kind, TokenSource source) => tokensIssued.Add(1, new("kind", kind), new("source", Outcome.Name(source)));

    internal void IdentityCreated() => identitiesCreated.Add(1);

    internal void IdentityRetired(string reason) => identitiesRetired.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="kind"><c>deletion</c> or <c>revocation</c>.</param>
    internal void PendingActionDone(string kind) => pendingActionsDone.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal void CleanUpCounted(string phase, string result, int rows, bool dryRun) =>
        cleanUpRows.Add(rows, new("phase", phase), new("result", result), new("dry_run", dryRun));

    private static Histogram<double> Duration(Meter meter, string name, string description, InstrumentAdvice<double> advice) =>
        meter.CreateHistogram(name, "s", description, tags: null, advice);
}
