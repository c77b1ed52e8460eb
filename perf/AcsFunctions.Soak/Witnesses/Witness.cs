using System.Collections.Concurrent;
using System.Diagnostics;
using AcsFunctions.Telemetry;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>
/// Says on standard output what the worker learns about identities, when it learns it: what is written to a pipe outlives
/// the writer. The verdict's ledger reads it.
/// </summary>
internal sealed class Witness : IDisposable
{
    /// <summary>Begins every line, and a line that a kill cut off lacks its end.</summary>
    public const string Prefix = "witness ";

    public const string End = " .";

    private readonly ConcurrentDictionary<string, bool> unrecorded = new();
    private readonly ActivityListener operations;

    public Witness()
    {
        operations = new()
        {
            ShouldListenTo = source => source.Name == ServiceActivity.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Say("ended", activity.SpanId.ToHexString()),
        };
        ActivitySource.AddActivityListener(operations);
    }

    public static void Asked() => Say("asked", Operation());

    public static void ForgottenLoser() => Say("forgotten-loser");

    public static void UnendedSession() => Say("unended-session");

    public static void EarlyDelete() => Say("early-delete");

    public void Answered(string identity)
    {
        unrecorded.TryAdd(identity, true);
        Say("answered", Operation(), identity);
    }

    public void Recorded(string? identity)
    {
        if (identity is not null && unrecorded.TryRemove(identity, out _))
        {
            Say("recorded", identity);
        }
    }

    public void Dispose() => operations.Dispose();

    private static string Operation()
    {
        var activity = Activity.Current;
        while (activity is not null && activity.Source.Name != ServiceActivity.SourceName)
        {
            activity = activity.Parent;
        }

        return activity?.SpanId.ToHexString() ?? throw new InvalidOperationException("An identity is created outside of every operation.");
    }

    private static void Say(params ReadOnlySpan<string> words) => Console.Out.WriteLine(Prefix + string.Join(' ', words) + End);
}
