using System.Text.Json;

namespace AcsFunctions.Local.Data;

/// <summary>What a stack keeps between runs, held by one stack at a time.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
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

    /// <exception cref="LocalStackException">Another stack holds the folder, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var lockFile = System.IO.Path.Combine(path, ".lock");
        try
        {
            Directory.CreateDirectory(path);
            // The system drops the lock of a process that dies.
            return new DataFolder(path, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(lockFile))
        {
            throw new LocalStackException(
                $"The data folder {path} is in use by another local stack: stop that one, or choose another folder with --data, or none with --ephemeral.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStackException(
                $"The data folder {path} cannot be written ({exception.Message}): choose another one with --data, or none with --ephemeral.",
                exception);
        }
    }

    /// <summary>The keys of earlier runs; on the first run new ones, readable by this user only.</summary>
    public StackKeys LoadKeys()
    {
        if (File.Exists(KeysFile))
        {
            try
            {
                return JsonSerializer.Deserialize<StackKeys>(File.ReadAllText(KeysFile), JsonSerializerOptions.Web) ?? throw new JsonException();
            }
            catch (JsonException exception)
            {
                throw new LocalStackException($"{KeysFile} is damaged: remove it, and new keys are made.", exception);
            }
        }

        var keys = StackKeys.Create();
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(KeysFile, options);
        JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
        return keys;
    }

    public ValueTask DisposeAsync() => lockFile.DisposeAsync();
}
