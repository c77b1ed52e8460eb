using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Telemetry;
using AcsFunctions.Worker;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>docs/telemetry.md lists every log event and instrument, and nothing else.</summary>
public sealed partial class TelemetryDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.File("docs/telemetry.md"));

    [Fact]
    public void Every_log_event_is_listed_with_its_level()
    {
        var events = new[] { typeof(AcsFunctionsServices).Assembly, typeof(AcsFunctionsWorker).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => (message.EventId, message.Level.ToString()))
            .ToList();
        var listed = EventRow().Matches(Document).Select(row => (int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value));

        Assert.Distinct(events.Select(one => one.EventId));
        Assert.Equal(events.Order(), listed.Order());
    }

    [Fact]
    public void Every_instrument_is_listed_with_its_unit()
    {
        var instruments = new List<(string Name, string? Unit)>();
        using var services = new ServiceCollection().AddMetrics().AddSingleton<ServiceMeter>().AddSingleton<CallerMetrics>().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    instruments.Add((instrument.Name, instrument.Unit));
                }
            },
        };
        listener.Start();
        services.GetRequiredService<ServiceMeter>();
        services.GetRequiredService<CallerMetrics>();

        var listed = InstrumentRow().Matches(Document).Select(row => (row.Groups[1].Value, (string?)row.Groups[2].Value));

        Assert.Equal(instruments.Order(), listed.Order());
    }

    [Fact]
    public void Every_reason_for_retiring_an_identity_is_listed() =>
        Assert.Equal(Enum.GetValues<DeletionReason>().Select(Outcome.Name).Order(), ListedTags("acsfunctions.identities.retired")["reason"].Order());

    [Fact]
    public void Every_phase_and_result_of_a_clean_up_is_listed()
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<ServiceMeter>().BuildServiceProvider();
        using var watch = new MeterWatch().Of(services.GetRequiredService<IMeterFactory>());
        var report = new CleanUpReport
        {
            DryRun = false, StartedOn = default, Duration = default, UnfinishedFound = 0, UnfinishedDone = 0, StaleFound = 0, StaleDeleted = 0, StaleChanged = 0,
            FencesFound = 0, FencesDropped = 0, Failed = 0, CutShort = false,
        };

        CleanUpMeasures.Record(report, services.GetRequiredService<ServiceMeter>(), activity: null);

        var counted = watch.Measurements.Where(measurement => measurement.Instrument == "acsfunctions.clean_up.rows").SelectMany(measurement => measurement.Tags.Split(' '))
            .Select(tag => tag.Split('=')).ToLookup(tag => tag[0], tag => tag[1]);
        var listed = ListedTags("acsfunctions.clean_up.rows");
        Assert.NotEmpty(counted["phase"]);
        Assert.Equal(counted["phase"].Distinct().Order(), listed["phase"].Order());
        Assert.Equal(counted["result"].Distinct().Order(), listed["result"].Order());
    }

    // The third cell of an instrument's row: `tag`: `value`, `value`; `tag`: …
    private static Dictionary<string, string[]> ListedTags(string instrument) =>
        Document.Split('\n').Single(line => line.StartsWith($"| `{instrument}` |", StringComparison.Ordinal)).Split('|')[3].Split(';')
            .Select(tag => tag.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(tag => tag[0].Trim('`', ' '), tag => tag.Length < 2 ? [] : tag[1].Split(", ").Select(value => value.Trim('`')).ToArray());

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^\| `(acsfunctions\.[\w.]+)` \| `?([^|`]+)`? \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();
}
