using System.Buffers;
using AcsFunctions.AcsEmulator.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Reads a request whole, up to a limit.</summary>
internal static class RequestReader
{
    /// <returns>The request, or the refusal of one that cannot be read.</returns>
    public static async ValueTask<(AcsRequest? Request, AcsResponse? Refusal)> ReadAsync(HttpContext context, AcsEmulatorOptions options)
    {
        try
        {
            var body = context.Request.ContentLength == 0 ? [] : await ReadBodyAsync(context, options.MaxRequestBodyBytes);
            return body is null ? (null, Answers.Error(options.Undocumented.BodyTooLarge)) : (WithBody(context, body), null);
        }
        catch (IOException exception) when (exception is not ConnectionResetException)
        {
            return (null, Answers.Error(options.Undocumented.MalformedBody, reason: "the body breaks the rules of HTTP"));
        }
    }

    private static AcsRequest WithBody(HttpContext context, byte[] body)
    {
        // The service's signatures are over the target as it was sent; Request.Path is decoded.
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new AcsRequest(
            context.Request.Method, context.Request.Scheme, AcsRequest.TargetOf(rawTarget), context.Request.Headers, body, context.Request.IsHttps);
    }

    private static async ValueTask<byte[]?> ReadBodyAsync(HttpContext context, int maxBodyBytes)
    {
        if (context.Request.ContentLength > maxBodyBytes)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > maxBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
