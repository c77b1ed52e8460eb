using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Data;
using AcsFunctions.Local.Pages;
using AcsFunctions.Local.Playground;
using AcsFunctions.Worker;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.Local;

/// <summary>The functions of one stack on their host.</summary>
internal sealed class FunctionsPart(LocalStackOptions options, IReadOnlyDictionary<string, string?> settings, DataFolder? data, PlaygroundPages playground)
{
    public async Task<LocalFunctionsHost> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LocalFunctionsHost.StartAsync(HostOptions(), cancellationToken);
        }
        catch (Exception exception) when (exception is RequestFailedException or AuthenticationFailedException)
        {
            throw new LocalStackException(
                $"Table storage cannot be used ({Sentence.FirstLineOf(exception.Message)}): see that you are signed in and may use it, or leave IdentityStore settings out to run on Azurite.",
                exception);
        }
    }

    private FunctionsHostOptions HostOptions()
    {
        var keys = data?.LoadKeys() ?? StackKeys.Create();
        return new FunctionsHostOptions
        {
            FunctionsAssembly = typeof(AcsFunctionsWorker).Assembly,
            ConfigureApp = ConfigureApp,
            Settings = settings,
            HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
            Port = options.Port,
            FunctionKey = keys.Function,
            HostKey = keys.Host,
            MasterKey = keys.Master,
            AllowedOrigins = options.AllowedOrigins,
            AllowCredentials = options.AllowCredentials,
            RunTimers = options.RunTimers,
            TimerStatusFolder = data?.Timers,
            TimeProvider = options.TimeProvider,
            ConfigureLogging = options.ConfigureLogging,
            ConfigureWebApplication = web =>
            {
                ApiReference.Map(web);
                playground.AddTo(web);
                options.ConfigureWebApplication?.Invoke(web);
            },
        };
    }

    private void ConfigureApp(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(options.TimeProvider);
        options.ConfigureApp?.Invoke(builder);
        builder.AddAcsFunctionsWorker();
    }
}
