using System.Globalization;
using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Writes answers with the headers that the service was seen to send.</summary>
internal static class AnswerWriter
{
    private const string ClientRequestId = "x-ms-client-request-id";

    /// <param name="truncated">Promise the whole body, send half of it, break the connection.</param>
    public static async Task WriteAsync(HttpContext context, AcsResponse answer, TimeSpan processingTime, bool truncated = false)
    {
        WriteHeaders(context, answer, processingTime);
        if (answer.Body.IsEmpty)
        {
            return;
        }

        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        if (truncated)
        {
            await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static void WriteHeaders(HttpContext context, AcsResponse answer, TimeSpan processingTime)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = answer.Status;
        headers["MS-CV"] = $"{context.TraceIdentifier}.0";
        headers["Request-Context"] = "appId=";
        headers["X-Processing-Time"] = string.Create(CultureInfo.InvariantCulture, $"{processingTime.TotalMilliseconds:F0}ms");
        headers["api-supported-versions"] = answer.SupportedVersions;
        headers.Allow = answer.Allow;
        headers["x-emulator-reason"] = answer.Reason;
        if (answer.RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // A response header takes visible ASCII only; whatever else was sent is not echoed.
        var id = context.Request.Headers[ClientRequestId].ToString();
        if (id.Length is > 0 and <= 256 && id.All(static character => character is >= ' ' and <= '~'))
        {
            headers[ClientRequestId] = id;
        }
    }
}
