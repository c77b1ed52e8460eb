using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>A problem has a trace id in the contract's form, though nothing traces the call.</summary>
public sealed class TraceIdTests
{
    [Fact]
    public async Task Without_a_trace_the_invocation_stands_in_for_it()
    {
        Activity.Current = null;
        var invocation = Guid.NewGuid();
        var request = new Request(new Untraced(invocation.ToString()));

        var response = await ReplyWriter.WriteAsync(request, Problem.InternalError, describesRefusals: false, TestContext.Current.CancellationToken);

        response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(response.Body, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(invocation.ToString("N"), problem.RootElement.GetProperty("traceId").GetString());
    }

    private sealed class Untraced(string invocationId) : FunctionContext
    {
        public override string InvocationId => invocationId;

        public override TraceContext TraceContext => null!;

        public override string FunctionId => throw new NotSupportedException();

        public override BindingContext BindingContext => throw new NotSupportedException();

        public override RetryContext RetryContext => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

        public override IDictionary<object, object> Items { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override IInvocationFeatures Features => throw new NotSupportedException();
    }

    private sealed class Request(FunctionContext context) : HttpRequestData(context)
    {
        public override Stream Body => throw new NotSupportedException();

        public override HttpHeadersCollection Headers => throw new NotSupportedException();

        public override IReadOnlyCollection<IHttpCookie> Cookies => throw new NotSupportedException();

        public override Uri Url => throw new NotSupportedException();

        public override IEnumerable<ClaimsIdentity> Identities => throw new NotSupportedException();

        public override string Method => "GET";

        public override HttpResponseData CreateResponse() => new Response(FunctionContext);
    }

    private sealed class Response(FunctionContext context) : HttpResponseData(context)
    {
        public override HttpStatusCode StatusCode { get; set; }

        public override HttpHeadersCollection Headers { get; set; } = [];

        public override Stream Body { get; set; } = new MemoryStream();

        public override HttpCookies Cookies => throw new NotSupportedException();
    }
}
