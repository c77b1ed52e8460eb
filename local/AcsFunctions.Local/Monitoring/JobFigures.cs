using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Tls;

namespace AcsFunctions.Local.Monitoring;

/// <summary>The jobs that were asked for on this stack, read from their status URLs: telemetry tells only their end.</summary>
internal sealed class JobFigures(Observations observations, X509Certificate2? certificate, Task<LocalFunctionsHost> functions) : IDisposable
{
    public const string UserAgent = "AcsFunctions-Monitoring";

    private readonly HttpClient http = new(LocalHttp.CreateHandler(certificate));

    public async Task<Figure> ReadAsync(CancellationToken cancellationToken)
    {
        List<string[]> rows = [];
        foreach (var path in observations.Jobs.Reverse())
        {
            if (await ReadAsync(path, cancellationToken) is { } job)
            {
                rows.Add(Row(job));
            }
        }

        return new Figure(null, "Jobs", ["Requested", "Job", "Status", "Progress"], rows);
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var host = await functions.WaitAsync(cancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(host.BaseAddress, path));
        request.Headers.Add("x-functions-key", host.Keys.Function);
        request.Headers.Add("User-Agent", UserAgent);
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) : null;
    }

    private static string[] Row(JsonElement job) =>
    [
        job.GetProperty("requestedOn").GetDateTimeOffset().UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        $"{job.GetProperty("kind").GetString()}{(job.GetProperty("dryRun").GetBoolean() ? ", dry run" : "")}",
        job.GetProperty("status").GetString()!,
        Progress(job),
    ];

    private static string Progress(JsonElement job)
    {
        if (job.TryGetProperty("cleanUpReport", out var report) && report.ValueKind == JsonValueKind.Object)
        {
            return $"pending {Number(report, "unfinishedDone")} of {Number(report, "unfinishedFound")}, stale {Number(report, "staleDeleted")} of {Number(report, "staleFound")}, guests {Number(report, "guestsDeleted")} of {Number(report, "guestsFound")}, fences {Number(report, "fencesDropped")} of {Number(report, "fencesFound")}";
        }

        return job.TryGetProperty("windDownReport", out report) && report.ValueKind == JsonValueKind.Object
            ? $"round {Number(report, "round")}, {Number(report, "bucketsThisRound")} of 256 buckets, {Number(report, "deleted")} deleted"
            : "not begun";
    }

    private static long Number(JsonElement report, string name) => report.GetProperty(name).GetInt64();
}
