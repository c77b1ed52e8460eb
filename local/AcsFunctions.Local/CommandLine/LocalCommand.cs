using System.CommandLine;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Tour;
using Microsoft.Extensions.Configuration;

namespace AcsFunctions.Local.CommandLine;

/// <summary>The command line: runs the stack until it is stopped, or the tour to its end.</summary>
internal sealed class LocalCommand
{
    private const int DefaultPort = 7071;

    private static readonly string Repository = RepositoryFolder.Find() ?? Environment.CurrentDirectory;

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the functions on 127.0.0.1; sign-in and emulator take the next two. 0 takes free ones.",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder that keeps tables, identities and keys between runs.",
        DefaultValueFactory = _ => Path.Combine(Repository, ".local"),
    };

    private readonly Option<bool> _ephemeral = new("--ephemeral") { Description = "Keep nothing after the stop." };
    private readonly Option<string> _settings = new("--settings")
    {
        Description = "File of app settings, as Core Tools reads it; environment variables win over it.",
        DefaultValueFactory = _ => Path.Combine(Repository, "local.settings.json"),
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log every call, not only warnings and errors.", Recursive = true };

    public async Task<int> RunAsync(string[] arguments)
    {
        RootCommand root = new("Runs AcsFunctions on this machine: the functions, an ACS emulator, table storage and a sign-in for development.")
        {
            _port, _data, _ephemeral, _settings, _verbose,
        };
        root.SetAction((parsed, _) => StoppableRun.RunAsync(stopping => ServeAsync(parsed, stopping)));
        Command tour = new("tour", "Walks the life of an identity on a stack of its own (create, issue, refresh, revoke, delete), and ends.");
        tour.SetAction((parsed, _) => StoppableRun.RunAsync(stopping => GuideAsync(parsed, stopping)));
        root.Add(tour);
        CheckPort();
        return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration
        {
            // Signals and failures are ours: a stop takes as long as it takes, and a failure is one sentence.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        });
    }

    private void CheckPort() => _port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue - 2)
        {
            result.AddError($"--port must be 0 to {ushort.MaxValue - 2}.");
        }
    });

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken stopping)
    {
        var started = TimeProvider.System.GetTimestamp();
        var developer = DeveloperSettings.Read(parsed.GetValue(_settings)!, new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var port = parsed.GetValue(_port);
        LocalStackOptions options = new()
        {
            Port = port,
            SignInPort = port == 0 ? 0 : port + 1,
            EmulatorPort = port == 0 ? 0 : port + 2,
            DataFolder = parsed.GetValue(_ephemeral) ? null : parsed.GetValue(_data),
            Settings = developer.Values,
            AllowedOrigins = developer.AllowedOrigins,
            AllowCredentials = developer.AllowCredentials,
            ConfigureLogging = ConsoleLog.Configure(parsed.GetValue(_verbose)),
            Progress = Console.WriteLine,
        };
        await using var stack = await LocalStack.StartAsync(options, stopping);
        new StackReport(stack, options.DataFolder).Write(Console.Out);
        Console.WriteLine($"Ready in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s. Ctrl+C stops everything.");

        // Runs until it is stopped, unless storage goes first.
        var storage = stack.Azurite?.Exited ?? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        await storage.WaitAsync(stopping);
        throw new LocalStackException("Table storage (Azurite) has stopped unexpectedly: start again.");
    }

    private async Task<int> GuideAsync(ParseResult parsed, CancellationToken stopping)
    {
        LocalStackOptions options = new() { ConfigureLogging = ConsoleLog.Configure(parsed.GetValue(_verbose)), Progress = Console.WriteLine };
        await using var stack = await LocalStack.StartAsync(options, stopping);
        await new IdentityTour(stack, Console.Out).WalkAsync(stopping);
        return 0;
    }
}
