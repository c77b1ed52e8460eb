using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AcsFunctions.Local;
using Azure.Data.Tables;

namespace AcsFunctions.Perf.Restore;

/// <summary>A map is exported, its table dropped, and imported again, over HTTP; then every user is asked for, whether the identity is the same as before.</summary>
internal static class RestoreCommand
{
    private const string TableName = "Restore";
    private const int PageSize = 1000;
    private const int UsersAtOnce = 100;

    public static async Task<int> RunAsync(int rows, TextWriter output, CancellationToken cancellationToken)
    {
        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions { RunTimers = false, Settings = new Dictionary<string, string?> { ["IdentityStore:TableName"] = TableName } }, cancellationToken);
        var http = stack.Http;
        http.DefaultRequestHeaders.Add("x-functions-key", stack.Functions.Keys.Master);
        var resource = Guid.NewGuid();
        var expected = Enumerable.Range(0, rows).ToDictionary(Name, number => string.Create(CultureInfo.InvariantCulture, $"8:acs:{resource}_{number:d12}"));

        var map = expected.Select(row => (JsonNode)new JsonObject { ["userId"] = row.Key, ["communicationUserId"] = row.Value }).ToList();
        await TimedAsync(output, "filled", () => ImportAsync(http, map, cancellationToken));
        var exported = new List<JsonNode>();
        await TimedAsync(output, "exported", async () => exported.AddRange(await ExportAsync(http, cancellationToken)));
        var table = new TableClient(stack.TableConnectionString, TableName);
        await table.DeleteAsync(cancellationToken);
        await table.CreateAsync(cancellationToken);
        await TimedAsync(output, "imported", () => ImportAsync(http, exported, cancellationToken));
        var same = 0;
        await TimedAsync(output, "looked up", async () => same = await CountSameAsync(http, expected, cancellationToken));

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{same} of {rows} users have the identity that they had; {exported.Count} rows were exported"));
        return same == rows && exported.Count == rows ? 0 : 1;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"local|user-{number:d7}");

    private static async Task TimedAsync(TextWriter output, string what, Func<Task> act)
    {
        var started = TimeProvider.System.GetTimestamp();
        await act();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what,-10} {TimeProvider.System.GetElapsedTime(started).TotalSeconds,8:F1} s"));
    }

    private static async Task ImportAsync(HttpClient http, IEnumerable<JsonNode> rows, CancellationToken cancellationToken)
    {
        foreach (var page in rows.Chunk(PageSize))
        {
            var answer = await PostAsync(http, "api/keyed/operations/import", new JsonObject { ["identities"] = new JsonArray([.. page.Select(row => row.DeepClone())]) }, cancellationToken);
            var lost = answer["rows"]!.AsArray().Count(row => (string?)row!["outcome"] != "imported");
            if (lost > 0)
            {
                throw new InvalidOperationException($"{lost} rows of a page were not imported: {answer["rows"]!.AsArray().First(row => (string?)row!["outcome"] != "imported")}");
            }
        }
    }

    private static async Task<List<JsonNode>> ExportAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var rows = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri("api/keyed/operations/wind-down/export" + (after is null ? "" : "?after=" + after), UriKind.Relative), cancellationToken))!;
            rows.AddRange(page["identities"]!.AsArray().Select(row => row!));
            after = (string?)page["after"];
        }
        while (after is not null);
        return rows;
    }

    private static async Task<int> CountSameAsync(HttpClient http, Dictionary<string, string> expected, CancellationToken cancellationToken)
    {
        var same = 0;
        foreach (var page in expected.Keys.Chunk(UsersAtOnce))
        {
            var answer = await PostAsync(http, "api/keyed/identities/lookup", new JsonObject { ["userIds"] = new JsonArray([.. page.Select(user => (JsonNode)user)]) }, cancellationToken);
            same += answer["users"]!.AsArray().Count(user => (string?)user!["user"]?["rawId"] == expected[(string)user["userId"]!]);
        }

        return same;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject body, CancellationToken cancellationToken)
    {
        // With a length: a chunked body does not reach a function.
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
    }
}
