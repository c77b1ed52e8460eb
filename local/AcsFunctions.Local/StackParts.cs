using System.Net;
using System.Net.Sockets;
using AcsFunctions.AcsEmulator;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.Data;
using AcsFunctions.Local.Playground;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.TableStorage;
using Microsoft.AspNetCore.Connections;

namespace AcsFunctions.Local;

/// <summary>The parts of one stack, stopped in the reverse order of their start, also when only some of them started.</summary>
internal sealed class StackParts(LocalStackOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan DefaultDateSkew = new AcsEmulatorOptions().DateSkew;

    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly StackSettings _settings = new(options.Settings);
    private readonly TaskCompletionSource<LocalFunctionsHost> _functions = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AcsIdentityEmulator Emulator { get; private set; } = null!;

    public bool UsesEmulator => !_settings.NamesAcsResource;

    public DevelopmentSignIn SignIn { get; private set; } = null!;

    public Azurite? Azurite { get; private set; }

    public string? TableConnectionString { get; private set; }

    public async Task<LocalFunctionsHost> StartAsync(CancellationToken cancellationToken)
    {
        CheckFunctionsPort();
        var data = options.DataFolder is { } folder ? Started(DataFolder.Open(folder)) : null;
        // Azurite is a process of its own: the others start while it does.
        var tables = StartTablesAsync(data, cancellationToken);
        try
        {
            Emulator = Started(await StartEmulatorAsync(data, cancellationToken));
            SignIn = Started(await StartSignInAsync(cancellationToken));
        }
        finally
        {
            // Awaited where another part failed, too: a process that was started is one to stop.
            Azurite = await tables;
            if (Azurite is not null)
            {
                Started(Azurite);
            }
        }

        PlaygroundPages playground = new(SignIn, Emulator, UsesEmulator, _functions.Task);
        FunctionsPart part = new(options, _settings.For(Emulator.ConnectionString, TableConnectionString, SignIn), data, playground);
        var functions = Started(await part.StartAsync(cancellationToken));
        _functions.SetResult(functions);
        return functions;
    }

    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    // The host starts last, and a second stack is the usual reason: that is said of the port people know, and before anything is installed.
    private void CheckFunctionsPort()
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, options.Port);
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw LocalStackException.PortInUse(options.Port, "the functions host");
        }
    }

    private T Started<T>(T part)
        where T : IAsyncDisposable
    {
        _started.Push(part);
        return part;
    }

    private async Task<Azurite?> StartTablesAsync(DataFolder? data, CancellationToken cancellationToken)
    {
        if (_settings.NamesTableServiceUri)
        {
            return null;
        }

        TableConnectionString = _settings.TableConnectionString ?? options.TableConnectionString;
        if (TableConnectionString is not null)
        {
            await TableService.AnswerAsync(TableConnectionString, "Table storage", cancellationToken);
            return null;
        }

        AzuriteOptions azuriteOptions = new() { Port = options.TablePort, DataFolder = data?.Tables, Progress = options.Progress };
        var azurite = await Azurite.StartAsync(azuriteOptions, cancellationToken);
        TableConnectionString = azurite.ConnectionString;
        return azurite;
    }

    private async Task<AcsIdentityEmulator> StartEmulatorAsync(DataFolder? data, CancellationToken cancellationToken)
    {
        var loggers = Started(new StackLoggers(options.ConfigureLogging));
        AcsEmulatorOptions emulatorOptions = new()
        {
            Port = options.EmulatorPort,
            PersistencePath = data?.Emulator,
            TimeProvider = options.TimeProvider,
            // The SDK signs with the system's clock, which another one here may be years away from.
            DateSkew = options.TimeProvider == TimeProvider.System ? DefaultDateSkew : TimeSpan.MaxValue,
            LoggerFactory = loggers.Factory,
        };
        try
        {
            return await AcsIdentityEmulator.StartAsync(emulatorOptions, cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw LocalStackException.PortInUse(options.EmulatorPort, "the ACS emulator");
        }
        catch (IOException exception) when (data is not null)
        {
            throw new LocalStackException($"The ACS emulator cannot use its data: {exception.Message} Remove the folder {data.Path} to start afresh.", exception);
        }
    }

    private Task<DevelopmentSignIn> StartSignInAsync(CancellationToken cancellationToken) => DevelopmentSignIn.StartAsync(
        new DevelopmentSignInOptions
        {
            Port = options.SignInPort,
            AllowedOrigins = options.AllowedOrigins,
            TimeProvider = options.TimeProvider,
            ConfigureLogging = options.ConfigureLogging,
        },
        cancellationToken);
}
