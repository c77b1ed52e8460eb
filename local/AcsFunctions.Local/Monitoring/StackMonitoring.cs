using System.Security.Cryptography.X509Certificates;
using AcsFunctions.FunctionsHost;

namespace AcsFunctions.Local.Monitoring;

/// <summary>Shows this stack as an operator sees a deployment, from its own telemetry, which is received here and kept in memory.</summary>
internal sealed class StackMonitoring : IAsyncDisposable
{
    private readonly Observations observations;
    private readonly TelemetryReceiver receiver;
    private readonly JobFigures jobs;

    private StackMonitoring(Observations observations, TelemetryReceiver receiver, JobFigures jobs) =>
        (this.observations, this.receiver, this.jobs) = (observations, receiver, jobs);

    /// <summary>The app settings that make the functions export their telemetry here.</summary>
    public IReadOnlyDictionary<string, string?> Settings => receiver.Settings;

    public static async Task<StackMonitoring> StartAsync(
        TimeProvider clock, X509Certificate2? certificate, Task<LocalFunctionsHost> functions, CancellationToken cancellationToken)
    {
        Observations observations = new(clock);
        return new StackMonitoring(
            observations, await TelemetryReceiver.StartAsync(observations, certificate, cancellationToken), new JobFigures(observations, certificate, functions));
    }

    public void Add(ServedRequest request) => observations.Add(request);

    public async Task<MonitoringPage> ReadAsync(CancellationToken cancellationToken)
    {
        var (events, requests) = (observations.Events, observations.Requests);
        return new MonitoringPage(
            AlertRules.Of(events, requests, observations.StartedOn, observations.Now),
            [await jobs.ReadAsync(cancellationToken), .. PendingFigures.Of(observations.Counters, events), .. WorkbookFigures.Of(events, requests)]);
    }

    public ValueTask DisposeAsync()
    {
        jobs.Dispose();
        return receiver.DisposeAsync();
    }
}
