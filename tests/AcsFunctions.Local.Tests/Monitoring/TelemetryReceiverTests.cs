using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.Local.Monitoring;

namespace AcsFunctions.Local.Tests.Monitoring;

/// <summary>Who may send telemetry, and what. That the functions' own arrives is seen in the playground's tests.</summary>
public sealed class TelemetryReceiverTests
{
    private const string Protobuf = "application/x-protobuf";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v1/logs", Protobuf, "", null, HttpStatusCode.OK)]
    [InlineData("v1/traces", Protobuf, "anything", null, HttpStatusCode.OK)]
    [InlineData("v1/logs", Protobuf, "nonsense", null, HttpStatusCode.BadRequest)]
    [InlineData("v1/metrics", Protobuf, "nonsense", null, HttpStatusCode.BadRequest)]
    [InlineData("v1/logs", "text/plain", "", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("v1/logs", Protobuf, "", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task A_foreign_page_cannot_send_and_nonsense_is_refused(string path, string type, string body, string? origin, HttpStatusCode expected)
    {
        Observations observations = new(TimeProvider.System);
        await using var receiver = await TelemetryReceiver.StartAsync(observations, certificate: null, Cancellation);
        using HttpClient http = new() { BaseAddress = new Uri(receiver.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"]!) };
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await http.SendAsync(request, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(observations.Events);
    }
}
