using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// A request as it reaches a worker: azure-functions-host src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
/// (the host's side) and azure-functions-dotnet-worker src/DotNetWorker.Grpc/Http/GrpcHttpRequestData.cs (the worker's).
/// </summary>
internal sealed class HostedRequest : HttpRequestData
{
    public HostedRequest(FunctionContext context, HttpRequest request, Stream body)
        : base(context)
    {
        Body = body;
        Method = request.Method;
        Url = new Uri($"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}");
        // Lower-cased, and several values made one: StringValues joins them with commas.
        Headers = new HttpHeadersCollection(
            request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString())));
        Cookies = RequestCookies.Parse(request.Headers.Cookie.ToString());
    }

    public override Stream Body { get; }

    public override HttpHeadersCollection Headers { get; }

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; }

    public override Uri Url { get; }

    // App Service Authentication is the platform's and not on here.
    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method { get; }

    public override HttpResponseData CreateResponse() => new HostedResponse(FunctionContext);
}
