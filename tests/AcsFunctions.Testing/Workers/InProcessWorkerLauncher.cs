using System.Reflection;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Testing.Workers;

/// <summary>
/// Runs the real worker of an app in this process, over the same protocol, so that clock, transport and faults stay in a test's hands.
/// Many may run at a time, all of the same app.
/// </summary>
/// <param name="app">The assembly of the app; its functions must lie in the folder of the running program.</param>
/// <param name="configure">Composes the app, as its Program does.</param>
public sealed class InProcessWorkerLauncher(Assembly app, Action<IHostApplicationBuilder> configure) : IWorkerLauncher
{
    private volatile IServiceProvider? services;

    public string AppFolder => AppContext.BaseDirectory;

    /// <summary>The container of the worker that was started last.</summary>
    public IServiceProvider Services => services ?? throw new InvalidOperationException("No worker has started.");

    public Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        // A process of its own would know nothing of what surrounds the caller, its trace above all.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => StartDetachedAsync(start, cancellationToken), CancellationToken.None);
        }
    }

    private async Task<IRunningWorker> StartDetachedAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        PrepareProcess();
        var builder = FunctionsApplication.CreateBuilder([]);
        Configure(builder, start);
        configure(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            // Not Dispose: that throws where a service of the app can only be disposed asynchronously.
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        services = host.Services;
        return new InProcessWorker(host);
    }

    // Generated start-up code is looked for in the entry assembly, which is the test program.
    private void PrepareProcess()
    {
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppFolder);
        Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_DIRECTORY", AppFolder);
        if (Assembly.GetEntryAssembly() != app)
        {
            Assembly.SetEntryAssembly(app);
        }
    }

    private static void Configure(FunctionsApplicationBuilder builder, WorkerStart start)
    {
        // Neither this process's environment nor its files: tests run side by side.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(start.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Functions:Worker:HostEndpoint"] = start.HostAddress.ToString(),
            ["Functions:Worker:WorkerId"] = start.WorkerId,
            ["Functions:Worker:RequestId"] = start.RequestId,
            ["Functions:Worker:GrpcMaxMessageLength"] = $"{int.MaxValue}",
        });
        ((IHostApplicationBuilder)builder).ConfigureContainer(
            new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        // The console's own would listen to this process's signals.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // The host decides what is kept.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
