using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>openapi.yaml itself, and what the check of answers against it can see.</summary>
public sealed class ContractCheckTests
{
    // One check for all of them: to read the contract takes Node longer than to hold an answer against it.
    [Fact]
    public async Task Wrong_answers_do_not_pass()
    {
        (string Answer, string? Complaint)[] cases =
        [
            (Live("""{"status":"live"}""", 200, "no-store"), null),
            (Live("""{"status":"alive"}""", 200, "no-store"), "body"),
            (Live("""{"status":"live","more":1}""", 200, "no-store"), "body"),
            (Live("""{"status":"live"}""", 200, "public"), "cache-control"),
            (Live("""{"status":"live"}""", 201, "no-store"), "no such status"),
            (Live("null", 200, "no-store"), "body"),
            (NotReady("not_ready", 503), null),
            (NotReady("rate_limited", 503), "the code rate_limited is not described"),
            (NotReady("not_ready", 500), "the body says 500"),
            (NotReady("made_up", 503), "body"),
        ];

        var verdict = await ContractCheck.RunAsync(string.Join('\n', cases.Select(wrong => wrong.Answer)));

        Assert.Equal(cases.Length, verdict.Answers);
        Assert.Contains("IssueMyToken 200", verdict.Missing);
        Assert.All(cases.Index(), wrong =>
        {
            var complaints = verdict.ComplaintsOf(wrong.Index);
            if (wrong.Item.Complaint is { } complaint)
            {
                Assert.Contains(complaints, text => text.Contains(complaint, StringComparison.Ordinal));
            }
            else
            {
                Assert.Empty(complaints);
            }
        });
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

    private static string Live(string body, int status, string cacheControl) => JsonSerializer.Serialize(new
    {
        method = "GET",
        path = "/api/health/live",
        status,
        headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["cache-control"] = cacheControl, ["x-content-type-options"] = "nosniff" },
        body,
    });

    private static string NotReady(string code, int status) => JsonSerializer.Serialize(new
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
}
