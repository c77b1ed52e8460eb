using System.Text.Json;

namespace AcsFunctions.AcsEmulator.Persistence;

/// <summary>A file of lines, one for each thing that happened, written before it is answered. It outlives a killed process; a crash of the machine may cost the last lines. Safe for concurrent use.</summary>
internal sealed class StateFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly FileStream lockFile;
    private FileStream? stream;

    private StateFile(string path, FileStream lockFile) => (this.path, this.lockFile) = (path, lockFile);

    /// <exception cref="IOException">Another emulator has the file, or it cannot be made. Says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system denies it.</exception>
    public static StateFile Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return new StateFile(full, OpenPrivate($"{full}.lock", FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new IOException($"The state file {path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <exception cref="IOException">The file holds something else.</exception>
    public IEnumerable<StateEntry> Read()
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        var text = File.ReadAllText(path);
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            // What follows the last line feed is empty, or was torn when the process was killed; it was never answered.
            if (index < lines.Length - 1)
            {
                yield return Parse(lines[index], index + 1);
            }
        }
    }

    /// <summary>Replaces the history by its outcome, in one step.</summary>
    public void Replace(IEnumerable<StateEntry> entries)
    {
        lock (gate)
        {
            stream?.Dispose();
            using (var next = OpenPrivate($"{path}.new", FileMode.Create))
            {
                foreach (var entry in entries)
                {
                    next.Write(Line(entry));
                }

                next.Flush(flushToDisk: true);
            }

            File.Move($"{path}.new", path, overwrite: true);
            stream = OpenPrivate(path, FileMode.Append);
        }
    }

    public void Append(StateEntry entry)
    {
        var line = Line(entry);
        lock (gate)
        {
            stream!.Write(line);
            stream.Flush();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            stream?.Dispose();
            lockFile.Dispose();
        }
    }

    private StateEntry Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StateJson.Default.StateEntry) ?? throw new JsonException();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Without an inner exception: it may quote the line, and lines hold keys.
            throw new IOException($"Line {number} of {path} is no entry of a state file.");
        }
    }

    private static byte[] Line(StateEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, StateJson.Default.StateEntry), (byte)'\n'];

    /// <summary>Only its owner may read it.</summary>
    private static FileStream OpenPrivate(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
