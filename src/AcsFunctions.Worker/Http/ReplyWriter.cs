using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Puts a reply on the wire: the one place for headers and for the form of problems.</summary>
internal static class ReplyWriter
{
    // A reference relative to the repository: where the documentation is published is the operator's business.
    private const string ErrorDocs = "docs/errors.md#";

    public static async Task<HttpResponseData> WriteAsync(HttpRequestData request, Reply reply, bool describesRefusals, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(reply.Status);
        response.Headers.Add("Cache-Control", "no-store");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        if (reply.Problem is { } problem)
        {
            AddProblemHeaders(response, problem, describesRefusals);
            await WriteAsync(request, response, "application/problem+json", ToBody(problem, request.FunctionContext), cancellationToken);
        }
        else if (reply.Body is { } body)
        {
            await WriteAsync(request, response, reply.ContentType, body, cancellationToken);
        }

        return response;
    }

    private static async Task WriteAsync(HttpRequestData request, HttpResponseData response, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        // RFC 9110, section 9.3.2: the answer to HEAD has no content.
        if (string.Equals(request.Method, "HEAD", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        response.Headers.Add("Content-Type", contentType);
        await response.Body.WriteAsync(body, cancellationToken);
    }

    private static void AddProblemHeaders(HttpResponseData response, Problem problem, bool describesRefusals)
    {
        if (problem.RetryAfter is { } wait)
        {
            // Pages of other origins see this header only when they are told that they may.
            response.Headers.Add("Access-Control-Expose-Headers", "Retry-After");
            response.Headers.Add("Retry-After", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        }

        var challenge = problem.Status == HttpStatusCode.Unauthorized ? "invalid_token" : problem.Code == Problem.InsufficientScope.Code ? problem.Code : null;
        if (challenge is not null)
        {
            // RFC 6750, section 3: a request without credentials is told only the scheme.
            response.Headers.Add("WWW-Authenticate", problem.Code == Problem.AuthenticationRequired.Code ? "Bearer"
                : describesRefusals && problem.Cause is { } cause ? $"Bearer error=\"{challenge}\", error_description=\"{cause.Description}\""
                : $"Bearer error=\"{challenge}\"");
        }
    }

    private static byte[] ToBody(Problem problem, FunctionContext context) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemBody(ErrorDocs + problem.Code, problem.Title, (int)problem.Status, problem.Detail, problem.Code, TraceId(context)),
        HttpJson.Default.ProblemBody);

    private static string TraceId(FunctionContext context) =>
        ActivityContext.TryParse(context.TraceContext?.TraceParent, null, out var parent) ? parent.TraceId.ToHexString()
        // A GUID, in the form of a trace id.
        : Activity.Current?.TraceId.ToHexString() ?? context.InvocationId.Replace("-", "", StringComparison.Ordinal);
}
