using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Local;

namespace AcsFunctions.Web.Tests.Node;

/// <summary>Runs test files by Node's own runner against a local stack of their own: a row for each test, with what it failed with.</summary>
internal static class NodeTests
{
    /// <summary>The Entra application that the Teams exchange is configured for.</summary>
    private const string TeamsClientId = "8f1c3a52-6f0e-4b5c-9f55-2f4b5f1f7a11";

    // Several times what the slowest folder takes on a busy machine; a file of tests ends a minute before.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <param name="folder">Below <c>web</c>; its files <c>*.test.mjs</c> are run.</param>
    /// <param name="cancellationToken">Stops Node and the stack.</param>
    public static async Task<IReadOnlyCollection<ITheoryDataRow>> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var options = new LocalStackOptions
        {
            RunTimers = false,
            Monitoring = true,
            Settings = new Dictionary<string, string?> { ["Teams:ClientId"] = TeamsClientId },
        };
        await using var stack = await LocalStack.StartAsync(options, cancellationToken);

        var files = Directory.EnumerateFiles(Path.Combine(WebFolder.Path, folder), "*.test.mjs").Order(StringComparer.Ordinal);
        using var node = NodeProgram.Start("node", ["--test", "--test-timeout=420000", "--test-force-exit", "--test-reporter=./json-reporter.mjs", .. files], Environment(stack));
        // This runs before any test does, so that no test's limit ends it.
        using var limit = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var (output, errors) = await NodeProgram.FinishAsync(node, either.Token);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(Row).ToArray();
        return rows.Length > 0 && (node.ExitCode == 0 || rows.Any(row => row.Failure is not null))
            ? [.. rows.Select(row => new TheoryDataRow<string?>(row.Failure) { TestDisplayName = row.Name })]
            : throw new InvalidOperationException($"Node ran no test, or failed otherwise: {output}{errors}");
    }

    private static Dictionary<string, string> Environment(LocalStack stack) => new()
    {
        ["ACS_STACK"] = new JsonObject
        {
            ["functions"] = stack.BaseAddress.ToString().TrimEnd('/'),
            ["signIn"] = stack.SignIn.Issuer,
            ["emulator"] = stack.Emulator.Endpoint.ToString().TrimEnd('/'),
            ["teamsClientId"] = TeamsClientId,
        }.ToJsonString(),
    };

    // A test that was skipped is one that nobody ran.
    private static (string Name, string? Failure) Row(string line)
    {
        var test = JsonSerializer.Deserialize<JsonElement>(line);
        return (test.GetProperty("name").GetString()!, test.GetProperty("skipped").GetBoolean() ? "skipped" : test.GetProperty("failure").GetString());
    }
}
