using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.SignIn;

/// <summary>
/// Refuses requests that a foreign web page could make through the developer's browser: under a name of its own that
/// resolves to this machine (DNS rebinding), or from an origin that was not allowed.
/// </summary>
/// <param name="subject">What begins the sentence of a refusal: "The local stack".</param>
/// <param name="allowedOrigins">Origins whose pages may call, beside its own; <c>*</c> is none.</param>
internal sealed class LocalCallersOnly(string subject, IReadOnlyList<string> allowedOrigins)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            await context.Response.WriteAsync($"{subject} answers only to 127.0.0.1 and localhost.\n", context.RequestAborted);
            return;
        }

        if (context.Request.Headers.Origin is [{ } origin] && !IsAllowed(origin, context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync($"{subject} does not answer pages of this origin: it is not among the allowed origins{OnStar()}.\n", context.RequestAborted);
            return;
        }

        await next(context);
    }

    // Whoever allows all pages to call the functions, which want a token, has not yet allowed all of them to sign in as anybody.
    private string OnStar() => allowedOrigins.Contains("*") ? ", and '*' does not count here: name the origin beside it, in Host:CORS of local.settings.json" : "";

    private bool IsAllowed(string origin, HttpRequest request) =>
        origin == $"{request.Scheme}://{request.Host}" || allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
