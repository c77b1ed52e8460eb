using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Responses;

/// <summary>Puts a reply on the wire: the one place for headers and for the form of problems.</summary>
internal static class ReplyWriter
{
    // A reference relative to the repository: where the documentation is published is the operator's business.
    private const string ErrorDocs = "docs/errors.md#";

    public static async Task<HttpResponseData> WriteAsync(HttpRequestData request, Reply reply, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(reply.Status);
        response.Headers.Add("Cache-Control", "no-store");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        if (reply.Problem is { } problem)
        {
            AddProblemHeaders(response, problem);
            await WriteAsync(response, "application/problem+json", ToBody(problem, request.FunctionContext), cancellationToken);
        }
        else if (reply.Body is { } body)
        {
            await WriteAsync(response, reply.ContentType, body, cancellationToken);
        }

        return response;
    }

    private static async Task WriteAsync(HttpResponseData response, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        response.Headers.Add("Content-Type", contentType);
        await response.Body.WriteAsync(body, cancellationToken);
    }

    private static void AddProblemHeaders(HttpResponseData response, Problem problem)
    {
        if (problem.RetryAfter is { } wait)
        {
            // Pages of other origins see this header only when they are told that they may.
            response.Headers.Add("Access-Control-Expose-Headers", "Retry-After");
            response.Headers.Add("Retry-After", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        }

        // RFC 6750, section 3: a request without credentials is told only the scheme.
        if (problem.Status == HttpStatusCode.Unauthorized)
        {
            response.Headers.Add("WWW-Authenticate", problem == Problem.AuthenticationRequired ? "Bearer" : "Bearer error=\"invalid_token\"");
        }
        else if (problem == Problem.InsufficientScope)
        {
            response.Headers.Add("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        }
    }

    private static byte[] ToBody(Problem problem, FunctionContext context) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemBody(ErrorDocs + problem.Code, problem.Title, (int)problem.Status, problem.Detail, problem.Code, TraceId(context)),
        WireJson.Default.ProblemBody);

    private static string TraceId(FunctionContext context) =>
        ActivityContext.TryParse(context.TraceContext?.TraceParent, null, out var parent) ? parent.TraceId.ToHexString()
        : Activity.Current?.TraceId.ToHexString() ?? context.InvocationId;
}
