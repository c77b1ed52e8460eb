using System.Text.Json;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>How an app's worker is started: the part of its worker.config.json that says so.</summary>
internal sealed record WorkerConfig(string Executable, string WorkerFile)
{
    private const string FileName = "worker.config.json";

    public static WorkerConfig Load(string appFolder)
    {
        var path = Path.Combine(appFolder, FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var description = document.RootElement.GetProperty("description");
            return new WorkerConfig(
                description.GetProperty("defaultExecutablePath").GetString()!,
                description.GetProperty("defaultWorkerPath").GetString()!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FunctionsHostException($"{appFolder} holds no built function app: {FileName} cannot be read.", exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FunctionsHostException($"{path} cannot be used: {exception.Message}", exception);
        }
    }
}
