using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Perf.Benchmarks;

/// <summary>A request without a body, made once and sent again and again.</summary>
internal sealed class BenchRequest : HttpRequestData
{
    public BenchRequest(string? bearer)
        : base(new BenchContext())
    {
        Headers.Add("content-length", "0");
        if (bearer is not null)
        {
            Headers.Add("authorization", new AuthenticationHeaderValue("Bearer", bearer).ToString());
        }
        else
        {
            Headers.Add("x-functions-key", "a-key-as-the-platform-makes-them-with-56-characters-of-it");
        }
    }

    public override Stream Body { get; } = Stream.Null;

    public override HttpHeadersCollection Headers { get; } = new();

    public override IReadOnlyCollection<IHttpCookie> Cookies => [];

    public override Uri Url { get; } = new("http://127.0.0.1/api/me/tokens");

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => "POST";

    public override HttpResponseData CreateResponse() => new BenchResponse(FunctionContext);
}
