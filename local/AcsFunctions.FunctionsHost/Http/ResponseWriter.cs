using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// Sends what a function answered: azure-functions-dotnet-worker src/DotNetWorker.Grpc/Http/GrpcHttpResponseData.cs and
/// azure-functions-host src/WebJobs.Script/Binding/Http/RawScriptResult.cs. No Content-Type is made up.
/// </summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(HttpResponse target, HttpResponseData? answer, CancellationToken cancellationToken)
    {
        // A function that answers nothing is a 200 without a body.
        if (answer is null)
        {
            return;
        }

        target.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers)
        {
            target.Headers.TryAdd(name, string.Join(',', values));
        }

        foreach (var cookie in (answer as HostedResponse)?.SetCookies.All ?? [])
        {
            target.Cookies.Append(cookie.Name, cookie.Value, Options(cookie));
        }

        await WriteBodyAsync(target, answer.Body, cancellationToken);
    }

    private static async Task WriteBodyAsync(HttpResponse target, Stream body, CancellationToken cancellationToken)
    {
        if (!body.CanRead)
        {
            return;
        }

        if (body.CanSeek)
        {
            body.Position = 0;
            if (body.Length == 0)
            {
                return;
            }
        }

        await body.CopyToAsync(target.Body, cancellationToken);
    }

    private static CookieOptions Options(IHttpCookie cookie) => new()
    {
        Domain = cookie.Domain,
        Expires = cookie.Expires,
        HttpOnly = cookie.HttpOnly ?? false,
        MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Path = cookie.Path ?? "/",
        Secure = cookie.Secure ?? false,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => SameSiteMode.Lax,
            SameSite.Strict => SameSiteMode.Strict,
            SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    };
}
