using System.CommandLine;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Tour;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.CommandLine;

/// <summary>The command line: runs the stack until it is stopped, or the tour to its end.</summary>
internal sealed class LocalCommand
{
    private const int DefaultPort = 7071;
    // Beyond the functions' own.
    private const int LastPort = 5;

    private static readonly string Repository = RepositoryFolder.Find() ?? Environment.CurrentDirectory;

    private readonly Option<int> port = new("--port")
    {
        Description = "Port of the functions on 127.0.0.1; sign-in and emulator take the next two, storage beside Core Tools the three after them. 0 takes free ones.",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder that keeps tables, identities and keys between runs.",
        DefaultValueFactory = _ => Path.Combine(Repository, ".local"),
    };

    private readonly Option<bool> ephemeral = new("--ephemeral") { Description = "Keep nothing after the stop." };
    private readonly Option<string> settings = new("--settings")
    {
        Description = "File of app settings, as Core Tools reads it; environment variables win over it.",
        DefaultValueFactory = _ => Path.Combine(Repository, "local.settings.json"),
    };

    private readonly Option<bool> withoutFunctions = new("--without-functions")
    {
        Description = "Start all but the functions, and write the settings file so that Azure Functions Core Tools runs them.",
    };

    private readonly Option<bool> tls = new("--tls")
    {
        Description = "Serve https, all but table storage, with a certificate of this machine that is made once; says how to trust it.",
    };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Log every call, not only warnings and errors.", Recursive = true };

    public async Task<int> RunAsync(string[] arguments)
    {
        RootCommand root = new("Runs AcsFunctions on this machine: the functions, an ACS emulator, table storage and a sign-in for development.")
        {
            port, data, ephemeral, settings, tls, withoutFunctions, verbose,
        };
        root.Validators.Add(result =>
        {
            if (result.GetValue(tls) && result.GetValue(withoutFunctions))
            {
                result.AddError("--tls cannot be combined with --without-functions: the functions would be served by Core Tools, which has switches of its own for https.");
            }
        });
        root.SetAction((parsed, _) => StoppableRun.RunAsync(
            stopping => parsed.GetValue(withoutFunctions) ? ServeOthersAsync(parsed, stopping) : ServeAsync(parsed, stopping)));
        Command tour = new("tour", "Walks the life of an identity on a stack of its own (create, issue, refresh, revoke, delete), and ends.");
        tour.SetAction((parsed, _) => StoppableRun.RunAsync(stopping => GuideAsync(parsed, stopping)));
        root.Add(tour);
        CheckPort();
        CheckPath(data, "folder");
        CheckPath(settings, "file");
        return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration
        {
            // Signals and failures are ours: a stop takes as long as it takes, and a failure is one sentence.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        });
    }

    private void CheckPort() => port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue - LastPort)
        {
            result.AddError($"--port must be 0 to {ushort.MaxValue - LastPort}.");
        }
    });

    // An empty one is mostly a variable of the shell that is not set.
    private static void CheckPath(Option<string> path, string kind) => path.Validators.Add(result =>
    {
        if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
        {
            result.AddError($"{path.Name} must name a {kind}.");
        }
    });

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken stopping)
    {
        var started = TimeProvider.System.GetTimestamp();
        var options = OptionsOf(parsed);
        await using var stack = await LocalStack.StartAsync(options, stopping);
        new StackReport(stack, options.DataFolder).Write(Console.Out);
        return await RunAsync(started, stack.Azurite?.Exited, stopping);
    }

    private async Task<int> ServeOthersAsync(ParseResult parsed, CancellationToken stopping)
    {
        var started = TimeProvider.System.GetTimestamp();
        var options = OptionsOf(parsed);
        await using var services = await LocalServices.StartAsync(options, stopping);
        var functionsPort = options.Port == 0 ? DefaultPort : options.Port;
        LocalSettingsFile file = new(parsed.GetValue(settings)!);
        new ServicesReport(services, options.DataFolder, file, functionsPort).Write(Console.Out, file.Write(services.Settings, functionsPort));
        return await RunAsync(started, services.Storage.Exited, stopping);
    }

    private LocalStackOptions OptionsOf(ParseResult parsed)
    {
        var developer = DeveloperSettings.Read(parsed.GetValue(settings)!, new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var first = parsed.GetValue(port);
        var isBesideCoreTools = parsed.GetValue(withoutFunctions);
        return new LocalStackOptions
        {
            Port = first,
            SignInPort = Beyond(1),
            EmulatorPort = Beyond(2),
            TablePort = isBesideCoreTools ? Beyond(3) : 0,
            BlobPort = isBesideCoreTools ? Beyond(4) : null,
            QueuePort = isBesideCoreTools ? Beyond(LastPort) : null,
            DataFolder = parsed.GetValue(ephemeral) ? null : parsed.GetValue(data),
            Tls = parsed.GetValue(tls),
            Monitoring = true,
            Settings = developer.Values,
            AllowedOrigins = developer.AllowedOrigins,
            AllowCredentials = developer.AllowCredentials,
            ConfigureLogging = ConsoleLog.Configure(parsed.GetValue(verbose)),
            Progress = Console.WriteLine,
        };

        int Beyond(int offset) => first == 0 ? 0 : first + offset;
    }

    // Until it is stopped, unless storage goes first.
    private static async Task<int> RunAsync(long started, Task? storage, CancellationToken stopping)
    {
        Console.WriteLine($"Ready in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s. Ctrl+C stops everything.");
        await (storage ?? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping)).WaitAsync(stopping);
        throw new LocalStackException("Table storage (Azurite) has stopped unexpectedly: start again.");
    }

    private async Task<int> GuideAsync(ParseResult parsed, CancellationToken stopping)
    {
        LocalStackOptions options = new() { ConfigureLogging = ConsoleLog.Configure(parsed.GetValue(verbose)), Progress = Console.WriteLine };
        await using var stack = await LocalStack.StartAsync(options, stopping);
        await new IdentityTour(stack, Console.Out).WalkAsync(stopping);
        return 0;
    }
}
