using System.Diagnostics.Metrics;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>A stack whose measurements can be looked at.</summary>
public sealed class TelemetryFixture(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? stack;

    public TestStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    /// <summary>For a test that needs a stack of its own.</summary>
    public Local.TableStorage.Azurite Azurite => azurite.Azurite;

    internal MeterWatch Meters { get; } = new();

    public async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(
        azurite.Azurite,
        configureApp: builder => builder.Services.AddHostedService(provider => Meters.Of(provider.GetRequiredService<IMeterFactory>())));

    public async ValueTask DisposeAsync()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }
}
