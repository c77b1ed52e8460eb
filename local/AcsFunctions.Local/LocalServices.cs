using AcsFunctions.AcsEmulator;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;

namespace AcsFunctions.Local;

/// <summary>All that the functions need on this machine, without them: for running them under Azure Functions Core Tools.</summary>
public sealed class LocalServices : IAsyncDisposable
{
    private const string WorkerRuntime = "FUNCTIONS_WORKER_RUNTIME";
    private const string HostStorage = "AzureWebJobsStorage";

    private readonly StackParts parts;

    private LocalServices(StackParts parts) => this.parts = parts;

    /// <summary>Table, blob and queue storage.</summary>
    public Azurite Storage => parts.Azurite!;

    /// <summary>The Azure Communication Services to call.</summary>
    public AcsIdentityEmulator Emulator => parts.Emulator;

    /// <summary>Issues the bearer tokens to accept.</summary>
    public DevelopmentSignIn SignIn => parts.SignIn;

    /// <summary>The app settings with which the functions find all of it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts them, and returns when they answer.</summary>
    /// <param name="options">Settings, pages and whatever else concerns the functions is not used.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="LocalStackException">A tool is missing, or a port or the data folder cannot be used.</exception>
    public static async Task<LocalServices> StartAsync(LocalStackOptions? options = null, CancellationToken cancellationToken = default)
    {
        var parts = new StackParts(options ?? new LocalStackOptions());
        try
        {
            await parts.StartServicesAsync(cancellationToken);
            return new LocalServices(parts) { Settings = SettingsOf(parts) };
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops them.</summary>
    public ValueTask DisposeAsync() => parts.DisposeAsync();

    // Core Tools needs storage, and the identities are kept there, too, unless a setting names another table.
    private static Dictionary<string, string> SettingsOf(StackParts parts)
    {
        Dictionary<string, string> settings = new()
        {
            [WorkerRuntime] = "dotnet-isolated",
            [HostStorage] = parts.Azurite!.ConnectionString,
        };
        foreach (var (name, value) in new StackSettings(new Dictionary<string, string?>()).For(parts.Emulator.ConnectionString, tableConnectionString: null, parts.SignIn))
        {
            settings[name] = value!;
        }

        return settings;
    }
}
