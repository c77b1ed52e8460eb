using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Looks back on the answers of all tests of this project. Runs after all others; alone it has nothing to look back on.</summary>
[Collection(ContractCollection.Name)]
public sealed class ContractTests
{
    private static readonly string Scripts = Path.Combine(Repository.File("tests"), "AcsFunctions.EndToEnd.Tests", "Contract", "js");

    [Fact]
    public async Task Every_answer_is_described_and_every_described_answer_was_given()
    {
        var verdict = await CheckAsync(RecordedAnswers.Lines);

        var undescribed = Texts(verdict, "undescribed");
        var missing = Texts(verdict, "missing");
        Assert.True(undescribed.Count == 0, "openapi.yaml does not describe these answers:\n" + string.Join('\n', undescribed));
        Assert.True(missing.Count == 0, "No test that ran got these answers, which openapi.yaml describes (run the whole project):\n" + string.Join('\n', missing));
        TestContext.Current.SendDiagnosticMessage($"{verdict.GetProperty("answers")} answers, {verdict.GetProperty("described")} described outcomes");
    }

    // Control: what the check must be able to see.
    [Theory]
    [InlineData("""{"status":"alive"}""", 200, "no-store", "body")]
    [InlineData("""{"status":"live","more":1}""", 200, "no-store", "body")]
    [InlineData("""{"status":"live"}""", 200, "public", "cache-control")]
    [InlineData("""{"status":"live"}""", 201, "no-store", "no such status")]
    [InlineData("", 200, "no-store", "body")]
    public async Task A_wrong_answer_does_not_pass(string body, int status, string cacheControl, string complaint)
    {
        var answer = JsonSerializer.Serialize(new
        {
            method = "GET",
            path = "/api/health/live",
            status,
            headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["cache-control"] = cacheControl, ["x-content-type-options"] = "nosniff" },
            body = body.Length == 0 ? "null" : body,
        });

        var verdict = await CheckAsync(answer);

        Assert.Contains(complaint, Assert.Single(Texts(verdict, "undescribed")), StringComparison.Ordinal);
        Assert.Contains("IssueMyToken 200", Texts(verdict, "missing"));
    }

    [Theory]
    [InlineData("not_ready", 503, null)]
    [InlineData("rate_limited", 503, "the code rate_limited is not described")]
    [InlineData("not_ready", 500, "the body says 500")]
    [InlineData("made_up", 503, "body")]
    public async Task A_problem_of_another_code_or_status_does_not_pass(string code, int status, string? complaint)
    {
        var answer = JsonSerializer.Serialize(new
        {
            method = "GET",
            path = "/api/health/ready",
            status = 503,
            headers = new Dictionary<string, string>
            {
                ["content-type"] = "application/problem+json", ["cache-control"] = "no-store", ["x-content-type-options"] = "nosniff", ["retry-after"] = "5",
            },
            body = JsonSerializer.Serialize(new { type = "docs/errors.md#" + code, title = "Title.", status, code, traceId = new string('0', 32) }),
        });

        var undescribed = Texts(await CheckAsync(answer), "undescribed");

        Assert.Equal(complaint is not null, undescribed.Any(text => text.Contains(complaint ?? "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_contract_has_no_lint()
    {
        await NodePackages.EnsureAsync(Scripts, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [Path.Combine(Scripts, "node_modules", "@redocly", "cli", "bin", "cli.js"), "lint", "openapi.yaml", "--max-problems", "50", "--format", "json"])
        {
            WorkingDirectory = Repository.Root,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };

        var lint = await NodeProgram.RunAsync(start, "", TestContext.Current.CancellationToken);

        Assert.True(lint.ExitCode == 0 && lint.Output.Contains("\"warnings\": 0", StringComparison.Ordinal), lint.Output + lint.Error);
    }

    private static async Task<JsonElement> CheckAsync(string lines)
    {
        await NodePackages.EnsureAsync(Scripts, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [Path.Combine(Scripts, "check.mjs"), Repository.File("openapi.yaml")]);
        var check = await NodeProgram.RunAsync(start, lines, TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, check.Error);
        return JsonDocument.Parse(check.Output).RootElement;
    }

    private static List<string> Texts(JsonElement verdict, string property) => [.. verdict.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];
}
