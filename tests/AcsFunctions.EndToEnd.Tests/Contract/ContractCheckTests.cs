using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>openapi.yaml itself, and what the check of answers against it can see.</summary>
public sealed class ContractCheckTests
{
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

        var verdict = await ContractCheck.RunAsync(answer);

        Assert.Contains(complaint, Assert.Single(ContractCheck.Texts(verdict, "undescribed")), StringComparison.Ordinal);
        Assert.Contains("IssueMyToken 200", ContractCheck.Texts(verdict, "missing"));
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

        var undescribed = ContractCheck.Texts(await ContractCheck.RunAsync(answer), "undescribed");

        Assert.Equal(complaint is not null, undescribed.Any(text => text.Contains(complaint ?? "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_contract_has_no_lint()
    {
        await NodePackages.EnsureAsync(ContractCheck.Scripts, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", [Path.Combine(ContractCheck.Scripts, "node_modules", "@redocly", "cli", "bin", "cli.js"), "lint", "openapi.yaml", "--max-problems", "50", "--format", "json"])
        {
            WorkingDirectory = Repository.Root,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };

        var lint = await NodeProgram.RunAsync(start, "", TestContext.Current.CancellationToken);

        Assert.True(lint.ExitCode == 0 && lint.Output.Contains("\"warnings\": 0", StringComparison.Ordinal), lint.Output + lint.Error);
    }
}
