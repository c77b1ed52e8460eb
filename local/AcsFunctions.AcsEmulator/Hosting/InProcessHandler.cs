using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>Carries an HttpClient's requests to the application without a socket; what breaks a connection there breaks the call here alike.</summary>
internal sealed class InProcessHandler(RequestDelegate application) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new InProcessConnection(cancellationToken);
        using var body = new MemoryStream();
        var context = await CreateContextAsync(request, connection, body, cancellationToken);
        await application(context);
        cancellationToken.ThrowIfCancellationRequested();
        if (connection.Aborted && body.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The emulator broke the connection.");
        }

        return CreateResponse(request, context, body.ToArray(), connection.Aborted);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // A synchronous client asks synchronously; off the caller's context nothing waits for this thread.
        return Task.Run(() => SendAsync(request, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    private static async Task<HttpContext> CreateContextAsync(
        HttpRequestMessage request, InProcessConnection connection, MemoryStream response, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var content = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            headers[name] = values.ToArray();
        }

        headers.Host = request.Headers.Host ?? uri.Authority;
        headers.ContentLength = content.Length;
        var features = new FeatureCollection();
        features.Set<IHttpRequestLifetimeFeature>(connection);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(response));
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method.Method,
            // Nobody can listen in: as private as TLS, whatever the address says.
            Scheme = Uri.UriSchemeHttps,
            RawTarget = uri.PathAndQuery,
            Headers = headers,
            Body = new MemoryStream(content, writable: false),
        });
        return new DefaultHttpContext(features);
    }

    private static HttpResponseMessage CreateResponse(HttpRequestMessage request, HttpContext context, byte[] body, bool truncated)
    {
        var response = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode)
        {
            RequestMessage = request,
            Content = truncated ? new StreamContent(new TruncatedStream(body)) : new ByteArrayContent(body),
        };
        foreach (var (name, values) in context.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                response.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return response;
    }
}
