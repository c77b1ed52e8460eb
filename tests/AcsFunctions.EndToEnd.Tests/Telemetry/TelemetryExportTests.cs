using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Options;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>What leaves the process, and when.</summary>
public sealed class TelemetryExportTests(SharedAzurite azurite)
{
    [Fact]
    public async Task Spans_metrics_and_logs_go_where_a_setting_says_without_ids_or_tokens()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var user = TestStack.NewUser();
        var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        var session = stack.SignIn(user);
        var token = (await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK).Token;

        // What is still in buffers leaves with the app.
        await stack.DisposeAsync();

        Assert.Contains("issue_token", receiver.Received("traces"), StringComparison.Ordinal);
        Assert.Contains("TableClient.", receiver.Received("traces"), StringComparison.Ordinal);
        Assert.Contains("acsfunctions.tokens.issued", receiver.Received("metrics"), StringComparison.Ordinal);
        Assert.Contains("Identity created for user", receiver.Received("logs"), StringComparison.Ordinal);
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            Assert.DoesNotContain(user, receiver.Received(signal), StringComparison.Ordinal);
            Assert.DoesNotContain(token, receiver.Received(signal), StringComparison.Ordinal);
            Assert.DoesNotContain(session, receiver.Received(signal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_exporter_that_nobody_answers_does_not_stop_the_app()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "500",
        });

        var answer = await stack.AsAsync(stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Azure_Monitor_is_set_up_by_its_connection_string()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, AzureMonitor);

        var answer = await stack.AsAsync(stack.SignIn(TestStack.NewUser()), HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Azure_Monitor_gets_every_log_and_every_trace()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, AzureMonitor);

        var options = stack.Service<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;

        Assert.False(options.EnableTraceBasedLogsSampler);
        Assert.Equal((null, 1F), (options.TracesPerSecond, options.SamplingRatio));
        // Control: by itself the exporter would send neither.
        var untouched = new AzureMonitorExporterOptions();
        Assert.True(untouched.EnableTraceBasedLogsSampler);
        Assert.NotNull(untouched.TracesPerSecond);
    }

    [Fact]
    public async Task Where_the_operator_names_a_sampler_traces_are_the_exporters_to_choose_and_logs_are_not()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>(AzureMonitor) { ["OTEL_TRACES_SAMPLER"] = "microsoft.rate_limited" });

        var options = stack.Service<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;

        Assert.False(options.EnableTraceBasedLogsSampler);
        // Which rate, the exporter reads from the environment of the process.
        Assert.Equal(new AzureMonitorExporterOptions().TracesPerSecond, options.TracesPerSecond);
    }

    private static Dictionary<string, string?> AzureMonitor { get; } = new()
    {
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:1/",
    };
}
