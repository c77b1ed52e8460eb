using Microsoft.AspNetCore.Http;

namespace AcsFunctions.FunctionsHost.Http;

internal static class RequestBody
{
    /// <summary>
    /// Of all bodies, with Kestrel's own refusal. The real host lets that refusal end as a 500, not a 413:
    /// https://github.com/Azure/azure-functions-host/issues/10519.
    /// </summary>
    public const long Limit = 104_857_600;

    /// <summary>
    /// Whole, in memory, and only where Content-Length says that there is one: a chunked body arrives empty, as from the real host.
    /// https://github.com/Azure/azure-functions-host/issues/7930.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not > 0)
        {
            return null;
        }

        // What comes is what is held, not what was announced.
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}
