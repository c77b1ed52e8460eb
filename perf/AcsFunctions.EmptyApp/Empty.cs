using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.EmptyApp;

/// <summary>Does nothing: what is left is the host.</summary>
public sealed class Empty
{
    [Function(nameof(Empty))]
    public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "empty")] HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.CreateResponse(HttpStatusCode.OK);
    }
}
