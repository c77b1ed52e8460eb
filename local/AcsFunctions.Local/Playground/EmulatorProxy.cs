using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Local.Playground;

/// <summary>Passes requests on to the emulator's inspection, which listens on another port and answers no pages.</summary>
internal sealed class EmulatorProxy(Uri emulator)
{
    private const string Path = LocalEndpoints.Prefix + "/emulator/";
    private const int MaxBodyBytes = 64 * 1024;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public async Task ForwardAsync(HttpContext http)
    {
        using HttpRequestMessage request = new(new HttpMethod(http.Request.Method), new Uri(emulator, "_emulator/" + http.Request.Path.Value![Path.Length..]));
        if (http.Request.ContentLength is > 0 and <= MaxBodyBytes)
        {
            request.Content = new StreamContent(http.Request.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await Http.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
