using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace AcsFunctions.Local.TableStorage;

/// <summary>
/// Azurite as a child process: a real table service on this machine, and a blob and a queue service where they are asked for.
/// It stops when this object is disposed, and when this process ends in any way.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // The name is a part of what is kept in a data folder.
    private const string AccountName = "devstoreaccount1";
    private const int KeyBytes = 64;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly AzuriteOptions options;
    private readonly string accountKey;

    private Azurite(Process process, string accountKey, AzuriteOptions options, IReadOnlyDictionary<string, Uri> addresses)
    {
        this.process = process;
        this.options = options;
        this.accountKey = accountKey;
        Endpoint = new Uri(addresses["table"], AccountName);
        BlobEndpoint = addresses.TryGetValue("blob", out var blob) ? new Uri(blob, AccountName) : null;
        QueueEndpoint = addresses.TryGetValue("queue", out var queue) ? new Uri(queue, AccountName) : null;
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>The table endpoint, account included: <c>http://127.0.0.1:port/devstoreaccount1</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The blob endpoint, account included; null where <see cref="AzuriteOptions.BlobPort"/> is.</summary>
    public Uri? BlobEndpoint { get; }

    /// <summary>The queue endpoint, account included; null where <see cref="AzuriteOptions.QueuePort"/> is.</summary>
    public Uri? QueueEndpoint { get; }

    /// <summary>A storage connection string for the services that run. Its key is new at each start.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={accountKey};TableEndpoint={Endpoint};"
        + (BlobEndpoint is null ? "" : $"BlobEndpoint={BlobEndpoint};")
        + (QueueEndpoint is null ? "" : $"QueueEndpoint={QueueEndpoint};");

    /// <summary>Completes when the process has ended, whoever ended it.</summary>
    public Task Exited { get; }

    internal int ProcessId => process.Id;

    /// <summary>Installs Azurite if this clone has not yet, starts it, and returns when it has answered a table request.</summary>
    /// <exception cref="LocalStackException">Node.js or npm is missing, a port cannot be used, or it did not start.</exception>
    public static async Task<Azurite> StartAsync(AzuriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AzuriteOptions();
        var folder = await new AzuriteInstallation(options).EnsureAsync(cancellationToken);
        // Azurite answers whatever name it is called by. With the key that everybody knows, any page that has its own name lead here could read the tables.
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        var process = ExternalProgram.Start(StartInfo(options, folder, key));
        try
        {
            var addresses = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw await AzuriteFailure.ExplainAsync(await process.StandardError.ReadToEndAsync(cancellationToken), options, folder, cancellationToken);
            // Node blocks on a full pipe, so what it may still print is read and dropped.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);

            var azurite = new Azurite(process, key, options, JsonSerializer.Deserialize<Dictionary<string, Uri>>(addresses)!);
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
            process.StandardInput.Close();
            try
            {
                await Exited.WaitAsync(StopTimeout, options.TimeProvider);
            }
            catch (TimeoutException)
            {
                process.Kill();
                await Exited;
            }
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(AzuriteOptions options, string folder, string key)
    {
        var data = options.DataFolder is { } given ? Path.GetFullPath(given) : "";
        List<string> arguments = [AzuriteInstallation.ServeScript, folder, data, $"table={options.Port}"];
        if (options.BlobPort is { } blobPort)
        {
            arguments.Add($"blob={blobPort}");
        }

        if (options.QueuePort is { } queuePort)
        {
            arguments.Add($"queue={queuePort}");
        }

        var start = new ProcessStartInfo(options.Node, arguments);
        // Not an argument: those of a process can be read by others on the machine.
        start.Environment["AZURITE_ACCOUNTS"] = $"{AccountName}:{key}";
        return start;
    }
}
