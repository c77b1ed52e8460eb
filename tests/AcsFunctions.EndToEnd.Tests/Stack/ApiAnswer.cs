using System.Net;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Contract;

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>An answer over HTTP, read whole.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Token => Text("token");

    public string Identity => Json.GetProperty("user").GetProperty("communicationUserId").GetString()!;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage message)
    {
        var answer = new ApiAnswer(message.StatusCode, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), message);
        RecordedAnswers.Add(answer);
        return answer;
    }

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;

    /// <summary>A success of ours: the status, and the headers that every answer carries.</summary>
    public ApiAnswer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"expected {(int)status}, got {(int)Status}: {Body}");
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        return this;
    }

    /// <summary>A refusal of ours: the status, the stable code, and the form of RFC 9457.</summary>
    public ApiAnswer IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, Text("code"));
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text("title"));
        Assert.EndsWith("docs/errors.md#" + code, Text("type"), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", Text("traceId"));
        return this;
    }

    /// <summary>A refusal of the host: a status and nothing else.</summary>
    public ApiAnswer IsOfTheHost(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        Assert.Empty(Body);
        return this;
    }
}
