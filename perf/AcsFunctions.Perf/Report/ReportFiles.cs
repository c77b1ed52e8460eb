using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Report;

/// <summary>Keeps what was measured below <c>artifacts/</c>, so that the documentation can be written later.</summary>
internal static class ReportFiles
{
    public static Task SaveAsync(PerfReport report, CancellationToken cancellationToken) =>
        SaveAsync(report.Mode is Mode.TailName ? Mode.TailName : "perf", report, PerfJson.Default.PerfReport, cancellationToken);

    public static Task SaveAsync(ColdStartReport report, CancellationToken cancellationToken) =>
        SaveAsync("cold-start", report, PerfJson.Default.ColdStartReport, cancellationToken);

    public static Task<PerfReport?> LoadPerfAsync(CancellationToken cancellationToken) => LoadAsync("perf", PerfJson.Default.PerfReport, cancellationToken);

    public static Task<PerfReport?> LoadTailAsync(CancellationToken cancellationToken) => LoadAsync(Mode.TailName, PerfJson.Default.PerfReport, cancellationToken);

    public static Task<ColdStartReport?> LoadColdStartAsync(CancellationToken cancellationToken) =>
        LoadAsync("cold-start", PerfJson.Default.ColdStartReport, cancellationToken);

    /// <summary>The clone that this program was built in.</summary>
    /// <exception cref="InvalidOperationException">It runs from elsewhere.</exception>
    public static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AcsFunctions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run this from a clone: dotnet run -c Release --project perf/AcsFunctions.Perf");
    }

    private static async Task SaveAsync<T>(string name, T report, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        await using var file = File.Create(PathOf(name));
        await JsonSerializer.SerializeAsync(file, report, type, cancellationToken);
    }

    private static async Task<T?> LoadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!File.Exists(PathOf(name)))
        {
            return null;
        }

        await using var file = File.OpenRead(PathOf(name));
        return await JsonSerializer.DeserializeAsync(file, type, cancellationToken);
    }

    private static string PathOf(string name) => Path.Combine(Repository(), "artifacts", "perf", name + ".json");
}
