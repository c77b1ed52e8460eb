using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Local.Data;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.Pages;
using AcsFunctions.Local.Playground;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local;

/// <summary>The functions of one stack on their host.</summary>
internal sealed class FunctionsPart(
    LocalStackOptions options,
    IReadOnlyDictionary<string, string?> settings,
    DataFolder? data,
    StackCertificate? certificate,
    StackMonitoring? monitoring,
    LocalEndpoints endpoints)
{
    // All that the app connects to when it starts is its table.
    private static readonly string[] StorageFailures =
    [
        "Azure.RequestFailedException", "Azure.Identity.AuthenticationFailedException", "Azure.Identity.CredentialUnavailableException",
    ];

    public async Task<LocalFunctionsHost> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LocalFunctionsHost.StartAsync(HostOptions(), cancellationToken);
        }
        catch (WorkerStartException exception) when (exception.Failure is { } failure && StorageFailures.Contains(failure))
        {
            throw new LocalStackException(
                $"Table storage cannot be used ({Sentence.FirstLineOf(exception.Message)}): see that you are signed in and may use it, or leave IdentityStore settings out to run on Azurite.",
                exception);
        }
    }

    private WorkerProcessLauncher Worker() => new(FunctionAppFolder.Path)
    {
        Environment = certificate is null ? new Dictionary<string, string>() : WorkerTrust.VariablesFor(certificate, settings),
    };

    private FunctionsHostOptions HostOptions() => new()
    {
        Worker = options.Worker ?? Worker(),
        Settings = settings,
        Port = options.Port,
        Certificate = certificate?.Value,
        Keys = data?.LoadKeys(),
        AllowedOrigins = options.AllowedOrigins,
        AllowCredentials = options.AllowCredentials,
        RunTimers = options.RunTimers,
        TimerStatusFolder = data?.Timers,
        TimeProvider = options.TimeProvider,
        RequestServed = monitoring is null ? null : monitoring.Add,
        ConfigureLogging = options.ConfigureLogging,
        ConfigureWebApplication = web =>
        {
            ApiReference.Map(web);
            endpoints.Map(web);
            PlaygroundPages.Map(web);
            options.ConfigureWebApplication?.Invoke(web);
        },
    };
}
