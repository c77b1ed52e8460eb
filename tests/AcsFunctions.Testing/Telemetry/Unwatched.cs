using System.Diagnostics.Metrics;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.Testing.Telemetry;

/// <summary>Telemetry that nobody looks at.</summary>
public static class Unwatched
{
    public static ServiceMeter Meter { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static OperationTelemetry Operations(TimeProvider clock) => new(Meter, clock);
}
