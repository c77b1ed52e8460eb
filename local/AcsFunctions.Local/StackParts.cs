using System.Net;
using System.Net.Sockets;
using AcsFunctions.AcsEmulator;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Data;
using AcsFunctions.Local.Monitoring;
using AcsFunctions.Local.Playground;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Local.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local;

/// <summary>The parts of one stack, stopped in the reverse order of their start, also when only some of them started.</summary>
internal sealed class StackParts(LocalStackOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan DefaultDateSkew = new AcsEmulatorOptions().DateSkew;

    private readonly Stack<IAsyncDisposable> started = new();
    private readonly StackSettings settings = new(options.Settings);
    private readonly TaskCompletionSource<LocalFunctionsHost> functions = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AcsIdentityEmulator Emulator { get; private set; } = null!;

    // A settings file for Core Tools names the emulator that listens here.
    public bool UsesEmulator => !settings.NamesAcsResource || settings.AcsConnectionString == Emulator.ConnectionString;

    public DevelopmentSignIn SignIn { get; private set; } = null!;

    public Azurite? Azurite { get; private set; }

    /// <summary>What all parts but table storage serve https with; null where they serve http.</summary>
    public StackCertificate? Certificate { get; private set; }

    public string? TableConnectionString { get; private set; }

    public IReadOnlyDictionary<string, string?> FunctionSettings { get; private set; } = new Dictionary<string, string?>();

    public async Task<LocalFunctionsHost> StartAsync(CancellationToken cancellationToken)
    {
        CheckFunctionsPort();
        var data = OpenData();
        Certificate = options.Tls ? Started(StackCertificate.Open(data)) : null;
        await StartServicesAsync(data, StartTablesAsync(data, cancellationToken), cancellationToken);
        var monitoring = options.Monitoring && !settings.NamesTelemetryReceiver
            ? Started(await StackMonitoring.StartAsync(options.TimeProvider, Certificate?.Value, this.functions.Task, cancellationToken))
            : null;
        LocalEndpoints endpoints = new(SignIn, Emulator, UsesEmulator, Certificate, monitoring, this.functions.Task);
        FunctionSettings = settings.For(Emulator.ConnectionString, TableConnectionString, SignIn, monitoring?.Settings);
        FunctionsPart part = new(options, FunctionSettings, data, Certificate, monitoring, endpoints);
        var functions = Started(await part.StartAsync(cancellationToken));
        this.functions.SetResult(functions);
        return functions;
    }

    /// <summary>Starts what the functions need beside Core Tools: all three services of storage, whatever the settings name.</summary>
    public Task StartServicesAsync(CancellationToken cancellationToken)
    {
        var data = OpenData();
        return StartServicesAsync(data, StartAzuriteAsync(data, options.BlobPort ?? 0, options.QueuePort ?? 0, cancellationToken), cancellationToken);
    }

    private DataFolder? OpenData() => options.DataFolder is { } folder ? Started(DataFolder.Open(folder)) : null;

    // Azurite is a process of its own: the others start while it does.
    private async Task StartServicesAsync(DataFolder? data, Task<Azurite?> tables, CancellationToken cancellationToken)
    {
        try
        {
            Emulator = Started(await StartEmulatorAsync(data, cancellationToken));
            SignIn = Started(await StartSignInAsync(data, cancellationToken));
        }
        finally
        {
            // Awaited even if another part failed: a process that was started must be stopped.
            Azurite = await tables;
            if (Azurite is not null)
            {
                Started(Azurite);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    // A busy port usually means a second stack. Checked here, since the host starts last: before anything is installed, and for the port that people know.
    private void CheckFunctionsPort()
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, options.Port);
            listener.Start();
        }
        catch (SocketException exception) when (PortFailure.Explain(exception, options.Port, "the functions host") is { } refusal)
        {
            throw refusal;
        }
    }

    private T Started<T>(T part)
        where T : IAsyncDisposable
    {
        started.Push(part);
        return part;
    }

    private async Task<Azurite?> StartTablesAsync(DataFolder? data, CancellationToken cancellationToken)
    {
        if (settings.NamesTableServiceUri)
        {
            return null;
        }

        TableConnectionString = settings.TableConnectionString ?? options.TableConnectionString;
        if (TableConnectionString is not null)
        {
            await TableService.AnswerAsync(TableConnectionString, "Table storage", cancellationToken);
            return null;
        }

        return await StartAzuriteAsync(data, options.BlobPort, options.QueuePort, cancellationToken);
    }

    private async Task<Azurite?> StartAzuriteAsync(DataFolder? data, int? blobPort, int? queuePort, CancellationToken cancellationToken)
    {
        AzuriteOptions azuriteOptions = new()
        {
            Port = options.TablePort,
            BlobPort = blobPort,
            QueuePort = queuePort,
            DataFolder = data?.Tables,
            Progress = options.Progress,
        };
        var azurite = await Azurite.StartAsync(azuriteOptions, cancellationToken);
        TableConnectionString = azurite.ConnectionString;
        return azurite;
    }

    private async Task<AcsIdentityEmulator> StartEmulatorAsync(DataFolder? data, CancellationToken cancellationToken)
    {
        var logging = Started(new ServiceCollection().AddLogging(builder => options.ConfigureLogging?.Invoke(builder)).BuildServiceProvider());
        AcsEmulatorOptions emulatorOptions = new()
        {
            Port = options.EmulatorPort,
            PersistencePath = data?.Emulator,
            TimeProvider = options.TimeProvider,
            // The SDK signs by the system's clock; the one given here may be years away from it.
            DateSkew = options.TimeProvider == TimeProvider.System ? DefaultDateSkew : TimeSpan.MaxValue,
            TlsCertificate = Certificate?.Value,
            LoggerFactory = logging.GetRequiredService<ILoggerFactory>(),
        };
        try
        {
            return await AcsIdentityEmulator.StartAsync(emulatorOptions, cancellationToken);
        }
        catch (IOException exception) when (PortFailure.Explain(exception, options.EmulatorPort, "the ACS emulator") is { } refusal)
        {
            throw refusal;
        }
        catch (UnauthorizedAccessException exception) when (data is not null)
        {
            throw DataFolder.Inaccessible(data.Path, exception);
        }
        catch (IOException exception) when (data is not null)
        {
            throw new LocalStackException($"The ACS emulator cannot use its data: {exception.Message} Remove the folder {data.Path} to start afresh.", exception);
        }
    }

    private Task<DevelopmentSignIn> StartSignInAsync(DataFolder? data, CancellationToken cancellationToken) => DevelopmentSignIn.StartAsync(
        new DevelopmentSignInOptions
        {
            Port = options.SignInPort,
            SigningKey = options.SignInKey ?? data?.LoadSignInKey(),
            Certificate = Certificate?.Value,
            AllowedOrigins = options.AllowedOrigins,
            TimeProvider = options.TimeProvider,
            ConfigureLogging = options.ConfigureLogging,
        },
        cancellationToken);
}
