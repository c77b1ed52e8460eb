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
    public FunctionsHostKeys LoadKeys() => Use(Path, () =>
    {
        if (File.Exists(KeysFile))
        {
            try
            {
                return JsonSerializer.Deserialize<FunctionsHostKeys>(File.ReadAllText(KeysFile), KeysFormat) ?? throw new JsonException();
            }
            catch (JsonException exception)
            {
                throw new LocalStackException($"{KeysFile} is damaged: remove it, and new keys are made.", exception);
            }
        }

        var keys = FunctionsHostKeys.Create();
        PrivateFile.Write(KeysFile, JsonSerializer.Serialize(keys, KeysFormat));
        return keys;
    });

    /// <summary>What the tokens of the sign-in are signed with, in every run: whoever is signed in stays so when the stack starts again.</summary>
    /// <exception cref="LocalStackException">It is damaged, or cannot be read or written.</exception>
    public RSAParameters LoadSignInKey() => Use(Path, () =>
    {
        if (!File.Exists(SignInKeyFile))
        {
            using var made = RSA.Create(2048);
            PrivateFile.Write(SignInKeyFile, made.ExportPkcs8PrivateKeyPem() + "\n");
            return made.ExportParameters(includePrivateParameters: true);
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(SignInKeyFile));
            return key.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new LocalStackException($"{SignInKeyFile} is damaged: remove it, and a new key is made, with which everybody has to sign in again.", exception);
        }
    });

    /// <summary>The sentence where the system refuses a file of a data folder.</summary>
    public static LocalStackException Inaccessible(string path, Exception cause) => new(
        $"The data folder {path} cannot be read and written ({cause.Message}): see to it, or choose another one with --data, or none with --ephemeral.",
        cause);

    public ValueTask DisposeAsync() => lockFile.DisposeAsync();

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
