using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost;

/// <summary>Composes the functions app in a container of its own, as its Program would.</summary>
internal static class HostedApp
{
    public static IHost Build(FunctionsHostOptions options)
    {
        // Without defaults: those read this process's environment and files, and take over Ctrl+C.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ApplicationName = options.FunctionsAssembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        options.ConfigureLogging?.Invoke(builder.Logging);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddOptions<WorkerOptions>().PostConfigure(worker => worker.Serializer ??= DefaultSerializer());

        // Before the app, which may read them while it composes; and once more after it, to win over what it added.
        var settings = Settings(options.Settings);
        builder.Configuration.Sources.Add(settings);
        options.ConfigureApp(builder);
        builder.Configuration.Sources.Remove(settings);
        builder.Configuration.Sources.Add(settings);
        return builder.Build();
    }

    private static MemoryConfigurationSource Settings(IReadOnlyDictionary<string, string?> settings) => new()
    {
        InitialData = settings.Select(setting =>
            KeyValuePair.Create(setting.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), setting.Value)),
    };

    // The worker's own: azure-functions-dotnet-worker src/DotNetWorker.Core/Hosting/ServiceCollectionExtensions.cs.
    private static JsonObjectSerializer DefaultSerializer() => new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
}
