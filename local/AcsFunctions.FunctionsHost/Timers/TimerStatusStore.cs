using System.Text.Json;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>Keeps a timer's status between starts, one JSON file each.</summary>
internal sealed class TimerStatusStore(string folder)
{
    /// <returns>Null where none was kept, or what was kept cannot be read: then the timer starts afresh.</returns>
    public ScheduleStatus? Find(string functionName)
    {
        if (!File.Exists(PathOf(functionName)))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllText(PathOf(functionName)));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Save(string functionName, ScheduleStatus status)
    {
        Directory.CreateDirectory(folder);
        // Moved into place: a process killed while it writes leaves the old status.
        var written = PathOf(functionName) + ".new";
        File.WriteAllText(written, JsonSerializer.Serialize(status));
        File.Move(written, PathOf(functionName), overwrite: true);
    }

    private string PathOf(string functionName) => Path.Combine(folder, $"{functionName}.json");
}
