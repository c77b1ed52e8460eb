using System.Diagnostics.Metrics;
using AcsFunctions.EndToEnd.Tests.Contract;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>A scripted stack whose measurements can be looked at.</summary>
public sealed class TelemetryFixture(SharedAzurite azurite) : ScriptedFixture(azurite)
{
    internal MeterWatch Meters { get; } = new();

    protected override void ConfigureApp(IHostApplicationBuilder builder)
    {
        // Around the script, as the app has them around its adapters.
        base.ConfigureApp(builder);
        builder.Services.AddHostedService(provider => Meters.Of(provider.GetRequiredService<IMeterFactory>()));
    }
}
