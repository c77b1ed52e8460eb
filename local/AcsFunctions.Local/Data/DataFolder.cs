using System.Security.Cryptography;
using System.Text.Json;
using AcsFunctions.FunctionsHost;

namespace AcsFunctions.Local.Data;

/// <summary>What a stack keeps between runs, held by one stack at a time.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private static readonly JsonSerializerOptions KeysFormat = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private readonly FileStream lockFile;

    private DataFolder(string path, FileStream heldLock)
    {
        Path = path;
        lockFile = heldLock;
    }

    public string Path { get; }

    public string Tables => System.IO.Path.Combine(Path, "tables");

    public string Emulator => System.IO.Path.Combine(Path, "emulator.json");

    public string Timers => System.IO.Path.Combine(Path, "timers");

    public string Tls => System.IO.Path.Combine(Path, "tls");

    private string KeysFile => System.IO.Path.Combine(Path, "keys.json");

    private string SignInKeyFile => System.IO.Path.Combine(Path, "sign-in.pem");

    /// <exception cref="LocalStackException">Another stack holds the folder, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return Use(path, () =>
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, FileLock.TryTake(System.IO.Path.Combine(path, ".lock")) ?? throw new LocalStackException(
                $"The data folder {path} is in use by another local stack: stop that one, or choose another folder with --data, or none with --ephemeral."));
        });
    }

    /// <summary>The keys of earlier runs; on the first run new ones, readable by this user only.</summary>
    /// <exception cref="LocalStackException">They are damaged, or cannot be read or written.</exception>
    public FunctionsHostKeys LoadKeys() => Load(
        KeysFile,
        () => JsonSerializer.Serialize(FunctionsHostKeys.Create(), KeysFormat),
        text => JsonSerializer.Deserialize<FunctionsHostKeys>(text, KeysFormat) ?? throw new JsonException(),
        "new keys are made");

    /// <summary>What the tokens of the sign-in are signed with, in every run: whoever is signed in stays so when the stack starts again.</summary>
    /// <exception cref="LocalStackException">It is damaged, or cannot be read or written.</exception>
    public RSAParameters LoadSignInKey()
    {
        using var key = RSA.Create(2048);
        return Load(
            SignInKeyFile,
            () => key.ExportPkcs8PrivateKeyPem() + "\n",
            text =>
            {
                key.ImportFromPem(text);
                return key.ExportParameters(includePrivateParameters: true);
            },
            "a new key is made, with which everybody has to sign in again");
    }

    /// <summary>The sentence where the system refuses a file of a data folder.</summary>
    public static LocalStackException Inaccessible(string path, Exception cause) => new(
        $"The data folder {path} cannot be read and written ({cause.Message}): see to it, or choose another one with --data, or none with --ephemeral.",
        cause);

    public ValueTask DisposeAsync() => lockFile.DisposeAsync();

    // What is not there yet is made, and read as it will be in later runs.
    private T Load<T>(string file, Func<string> make, Func<string, T> read, string ifRemoved) => Use(Path, () =>
    {
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, make());
        }

        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or CryptographicException)
        {
            throw new LocalStackException($"{file} is damaged: remove it, and {ifRemoved}.", exception);
        }
    });

    private static T Use<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible(path, exception);
        }
    }
}
