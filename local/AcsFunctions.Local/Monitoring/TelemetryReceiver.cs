using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Local.Monitoring.Otlp;
using AcsFunctions.Local.SignIn;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.Monitoring;

/// <summary>Takes what the functions export by OTLP over HTTP, on a port of 127.0.0.1 of its own. Spans are taken and dropped.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private const int MaxRequestBytes = 8 * 1024 * 1024;
    private const int MaxTextLength = 1000;
    private const string EventIdAttribute = "logrecord.event.id";

    private readonly WebApplication web;
    private readonly Observations observations;

    private TelemetryReceiver(Observations observations, X509Certificate2? certificate)
    {
        this.observations = observations;
        web = LoopbackServer.CreateBuilder(port: 0, certificate, MaxRequestBytes).Build();
        web.Use(new LocalCallersOnly("The local stack's telemetry", []).InvokeAsync);
        web.MapPost("/v1/{signal}", ReceiveAsync);
    }

    /// <summary>The app settings that make the functions export to it, every second or faster.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = web.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        // The ids of log events, which all queries need.
        ["OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES"] = "true",
    };

    public static async Task<TelemetryReceiver> StartAsync(Observations observations, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        TelemetryReceiver receiver = new(observations, certificate);
        try
        {
            await receiver.web.StartAsync(cancellationToken);
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request, string signal, CancellationToken cancellationToken)
    {
        // A browser lets a foreign page send this type only with our consent (CORS), which is never given.
        if (request.ContentType != "application/x-protobuf")
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        try
        {
            switch (signal)
            {
                case "logs":
                    Read(ExportLogsServiceRequest.Parser.ParseFrom(body));
                    break;
                case "metrics":
                    Read(ExportMetricsServiceRequest.Parser.ParseFrom(body));
                    break;
            }
        }
        catch (InvalidProtocolBufferException)
        {
            return Results.BadRequest();
        }

        // An empty message: all was taken.
        return Results.Bytes([], "application/x-protobuf");
    }

    private void Read(ExportLogsServiceRequest export)
    {
        foreach (var record in export.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords))
        {
            if (record.Attributes.FirstOrDefault(attribute => attribute.Key == EventIdAttribute)?.Value is { HasIntValue: true, IntValue: > 0 and <= int.MaxValue } id)
            {
                observations.Add((int)id.IntValue, ToTexts(record.Attributes));
            }
        }
    }

    private void Read(ExportMetricsServiceRequest export)
    {
        foreach (var metric in export.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics).Where(metric => metric.Sum is not null))
        {
            foreach (var point in metric.Sum.DataPoints)
            {
                observations.Counters.Set(metric.Name, ToTexts(point.Attributes), point.StartTimeUnixNano, point.AsInt);
            }
        }
    }

    private static Dictionary<string, string> ToTexts(RepeatedField<KeyValue> attributes)
    {
        Dictionary<string, string> texts = [];
        foreach (var attribute in attributes)
        {
            var text = attribute.Value?.ValueCase switch
            {
                AnyValue.ValueOneofCase.StringValue => attribute.Value.StringValue,
                AnyValue.ValueOneofCase.BoolValue => attribute.Value.BoolValue ? "true" : "false",
                AnyValue.ValueOneofCase.IntValue => attribute.Value.IntValue.ToString(CultureInfo.InvariantCulture),
                AnyValue.ValueOneofCase.DoubleValue => attribute.Value.DoubleValue.ToString(CultureInfo.InvariantCulture),
                _ => "",
            };
            texts[attribute.Key] = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        }

        return texts;
    }
}
