using AcsFunctions.Telemetry;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace AcsFunctions.Worker.Telemetry;

/// <summary>
/// Sends spans, metrics and logs out, where a setting says to where: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> for OTLP,
/// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> for Azure Monitor, or both. With neither set nothing of OpenTelemetry is loaded.
/// </summary>
internal static class TelemetryExport
{
    private const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string AzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    // The Functions host reads the same one: the form is ClientId=…;Authorization=AAD.
    private const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    // The exporter reads it itself, with OTEL_TRACES_SAMPLER_ARG.
    private const string SamplerSetting = "OTEL_TRACES_SAMPLER";

    public static void AddTelemetryExport(this IHostApplicationBuilder builder)
    {
        var hasOtlp = IsSet(builder, OtlpSetting);
        var hasAzureMonitor = IsSet(builder, AzureMonitorSetting);
        if (hasOtlp || hasAzureMonitor)
        {
            Add(builder, hasOtlp, hasAzureMonitor);
        }
    }

    private static void Add(IHostApplicationBuilder builder, bool hasOtlp, bool hasAzureMonitor)
    {
        // Azure's client libraries make spans only where the process asks for them: https://learn.microsoft.com/dotnet/azure/sdk/logging.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        // Tells the host that we send our logs ourselves; it would send each of them a second time.
        builder.Services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName(builder.Configuration), serviceVersion: Version))
            .WithTracing(tracing => tracing.AddSource(
                ServiceActivity.SourceName,
                "Microsoft.Azure.Functions.Worker",
                // Their operations, and not the HTTP requests below ("Azure.Core.Http"), whose addresses name identities.
                "Azure.Communication.Identity.*",
                "Azure.Data.Tables.*"))
            .WithMetrics(metrics => metrics.AddMeter(ServiceMeter.MeterName))
            .WithLogging(null, logging => logging.IncludeFormattedMessage = true);
        if (hasOtlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (hasAzureMonitor)
        {
            AddAzureMonitor(builder, telemetry);
        }
    }

    private static void AddAzureMonitor(IHostApplicationBuilder builder, IOpenTelemetryBuilder telemetry)
    {
        if (builder.Configuration[AuthenticationSetting]?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true)
        {
            builder.Services.AddOptions<AzureMonitorExporterOptions>().Configure<AzureCredential>((options, credential) => options.Credential = credential.Value);
        }

        telemetry.UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = builder.Configuration[AzureMonitorSetting];
            // Who did what, and what alerts go by, is in logs: none may go missing because its trace was not chosen.
            options.EnableTraceBasedLogsSampler = false;
            if (!IsSet(builder, SamplerSetting))
            {
                // All traces, where the exporter by itself keeps five in a second: the traceId of an answer must find its spans.
                options.TracesPerSecond = null;
                options.SamplingRatio = 1;
            }
        });
    }

    private static string? Version => typeof(TelemetryExport).Assembly.GetName().Version?.ToString(fieldCount: 3);

    private static string ServiceName(IConfiguration configuration) =>
        configuration["OTEL_SERVICE_NAME"] ?? configuration["WEBSITE_SITE_NAME"] ?? ServiceActivity.SourceName;

    private static bool IsSet(IHostApplicationBuilder builder, string setting) => !string.IsNullOrWhiteSpace(builder.Configuration[setting]);
}
