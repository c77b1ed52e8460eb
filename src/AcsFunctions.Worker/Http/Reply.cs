using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AcsFunctions.Worker.Http;

/// <summary>An answer before it is written: a status with a body, a status alone, or a problem.</summary>
public sealed class Reply
{
    private Reply(HttpStatusCode status, byte[]? body, string contentType, Problem? problem)
    {
        Status = status;
        Body = body;
        ContentType = contentType;
        Problem = problem;
    }

    public HttpStatusCode Status { get; }

    public byte[]? Body { get; }

    /// <summary>What <see cref="Body"/> is.</summary>
    public string ContentType { get; }

    public Problem? Problem { get; }

    public static implicit operator Reply(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem.Status, null, "", problem);
    }

    public static implicit operator Reply(Refusal refusal) => Problem.Of(refusal);

    public static Reply Empty(HttpStatusCode status) => new(status, null, "", null);

    public static Reply Of<T>(HttpStatusCode status, T body, JsonTypeInfo<T> type) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, type), "application/json; charset=utf-8", null);

    public static Reply Text(byte[] utf8, string mediaType) => new(HttpStatusCode.OK, utf8, mediaType + "; charset=utf-8", null);
}
