using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using AcsFunctions.Local.Tls;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.Playground;

/// <summary>Passes requests on to the emulator's inspection, which listens on another port and answers no pages.</summary>
internal sealed class EmulatorProxy(Uri emulator, X509Certificate2? certificate) : IDisposable
{
    private const string Path = LocalEndpoints.Prefix + "/emulator/";
    private const int MaxBodyBytes = 64 * 1024;

    private readonly HttpClient http = new(LocalHttp.CreateHandler(certificate));

    public void Dispose() => http.Dispose();

    public async Task ForwardAsync(HttpContext context)
    {
        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), new Uri(emulator, "_emulator/" + context.Request.Path.Value![Path.Length..]));
        if (context.Request.ContentLength is > 0 and <= MaxBodyBytes)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
