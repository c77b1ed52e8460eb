using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>
/// Starts the worker of a built app as a process of its own, as the real host does. Its standard input stays open as long as this
/// process lives, and ends it when this process goes, however that goes.
/// </summary>
public sealed class WorkerProcessLauncher : IWorkerLauncher
{
    private const string StartupHooks = "DOTNET_STARTUP_HOOKS";

    private readonly WorkerConfig config;

    /// <param name="appFolder">The folder of the built or published app, where <c>worker.config.json</c> is.</param>
    /// <exception cref="FunctionsHostException">There is no built app in it.</exception>
    public WorkerProcessLauncher(string appFolder)
    {
        AppFolder = Path.GetFullPath(appFolder);
        config = WorkerConfig.Load(AppFolder);
    }

    public string AppFolder { get; }

    /// <value>Variables of the worker's process besides this process's own and the app settings; none by default.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<IRunningWorker>(new WorkerProcess(Process.Start(Describe(start))!, start.Logger));
        }
        catch (Win32Exception exception)
        {
            throw new WorkerStartException($"The worker cannot be started: {exception.Message}");
        }
    }

    private ProcessStartInfo Describe(WorkerStart start)
    {
        var info = new ProcessStartInfo(config.Executable == "dotnet" ? DotNet() : config.Executable)
        {
            ArgumentList =
            {
                Path.Combine(AppFolder, config.WorkerFile),
                "--functions-uri", start.HostAddress.ToString(),
                "--functions-worker-id", start.WorkerId,
                "--functions-request-id", start.RequestId,
                "--functions-grpc-max-message-length", $"{int.MaxValue}",
            },
            WorkingDirectory = AppFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere the start-up hook keeps Ctrl+C from it.
            info.CreateNewProcessGroup = true;
        }

        AddVariables(info.Environment, start.Settings);
        return info;
    }

    private void AddVariables(IDictionary<string, string?> variables, IReadOnlyDictionary<string, string?> settings)
    {
        foreach (var (name, value) in settings)
        {
            variables[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var (name, value) in Environment)
        {
            variables[name] = value;
        }

        variables["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        variables["FUNCTIONS_WORKER_DIRECTORY"] = AppFolder;
        variables["FUNCTIONS_APPLICATION_DIRECTORY"] = AppFolder;
        variables[StartupHooks] = string.Join(
            Path.PathSeparator,
            new[] { Hook(), variables.TryGetValue(StartupHooks, out var others) ? others : null }.Where(hook => !string.IsNullOrEmpty(hook)));
    }

    private static string Hook() => Path.Combine(AppContext.BaseDirectory, "AcsFunctions.FunctionsHost.StartupHook.dll");

    // The one that runs this program, whatever is on the path.
    private static string DotNet()
    {
        var installation = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var muxer = Path.Combine(installation, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(muxer) ? muxer : "dotnet";
    }
}
