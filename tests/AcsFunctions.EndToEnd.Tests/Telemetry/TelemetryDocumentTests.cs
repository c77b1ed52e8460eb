using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
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

    [GeneratedRegex(@"^\| (\d{4}) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^\| `(acsfunctions\.[\w.]+)` \| `?([^|`]+)`? \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();
}
