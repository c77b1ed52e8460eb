using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FloorApp;

/// <summary>The work that no endpoint for tokens can leave out, and nothing else: one point read, one token from ACS.</summary>
public sealed class Floor(UpstreamClients upstream)
{
    [Function(nameof(Floor))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "floor/{user}")] HttpRequestData request, string user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(upstream);
        var token = await upstream.ReadAndIssueAsync(user, cancellationToken);
        return await TokenText.WriteAsync(request.CreateResponse(HttpStatusCode.OK), token, cancellationToken);
    }
}
