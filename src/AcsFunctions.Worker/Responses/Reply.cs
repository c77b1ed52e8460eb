using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AcsFunctions.Worker.Responses;

/// <summary>An answer before it is written: a status and a JSON body, a status alone, or a problem.</summary>
public sealed class Reply
{
    private Reply(HttpStatusCode status, byte[]? json, Problem? problem)
    {
        Status = status;
        Json = json;
        Problem = problem;
    }

    public HttpStatusCode Status { get; }

    public byte[]? Json { get; }

    public Problem? Problem { get; }

    public static implicit operator Reply(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem.Status, null, problem);
    }

    public static implicit operator Reply(Refusal refusal) => Problem.Of(refusal);

    public static Reply Empty(HttpStatusCode status) => new(status, null, null);

    public static Reply Of<T>(HttpStatusCode status, T body, JsonTypeInfo<T> type) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, type), null);
}
