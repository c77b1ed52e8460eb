using System.Diagnostics;

namespace AcsFunctions.Local.TableStorage;

/// <summary>
/// Azurite's table service as a child process: a real table service on this machine.
/// It stops when this object is disposed, and when this process ends in any way.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // Azurite's public, documented development account.
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly AzuriteOptions _options;

    private Azurite(Process process, AzuriteOptions options, Uri address)
    {
        _process = process;
        _options = options;
        Endpoint = new Uri(address, AccountName);
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>The table endpoint, account included: <c>http://127.0.0.1:port/devstoreaccount1</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>A storage connection string for the table service only.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};TableEndpoint={Endpoint};";

    /// <summary>Completes when the process has ended, whoever ended it.</summary>
    public Task Exited { get; }

    internal int ProcessId => _process.Id;

    /// <summary>Installs Azurite if this clone has not yet, starts it, and returns when it has answered a table request.</summary>
    /// <exception cref="LocalStackException">Node.js or npm is missing, the port is in use, or it did not start.</exception>
    public static async Task<Azurite> StartAsync(AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        var folder = await new AzuriteInstallation(options).EnsureAsync(cancellationToken);
        var process = ExternalProgram.Start(StartInfo(options, folder));
        try
        {
            var address = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw await ExplainAsync(process, options, cancellationToken);
            // Node blocks on a full pipe, so what it may still print is read and dropped.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);

            var azurite = new Azurite(process, options, new Uri(address));
            await TableService.AnswerAsync(azurite.ConnectionString, "Table storage (Azurite) started but", cancellationToken);
            return azurite;
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Lets it save and stop, for ten seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            _process.StandardInput.Close();
            try
            {
                await Exited.WaitAsync(StopTimeout, _options.TimeProvider);
            }
            catch (TimeoutException)
            {
                _process.Kill();
                await Exited;
            }
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(AzuriteOptions options, string folder)
    {
        List<string> arguments = [AzuriteInstallation.ServeScript, folder, $"{options.Port}"];
        if (options.DataFolder is { } data)
        {
            arguments.Add(Path.GetFullPath(data));
        }

        var start = new ProcessStartInfo(options.Node, arguments);
        // Another account list would leave ours out.
        start.Environment.Remove("AZURITE_ACCOUNTS");
        return start;
    }

    private static async Task<LocalStackException> ExplainAsync(Process process, AzuriteOptions options, CancellationToken cancellationToken)
    {
        var reason = (await process.StandardError.ReadToEndAsync(cancellationToken)).Trim();
        if (reason == "EADDRINUSE")
        {
            return LocalStackException.PortInUse(options.Port, "table storage (Azurite)");
        }

        var advice = options.DataFolder is { } data ? $" If its data is damaged, remove the folder {data} and start again." : "";
        return new LocalStackException($"Table storage (Azurite) did not start: {Sentence.FirstLineOf(reason)}.{advice}");
    }
}
