using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FloorApp;

/// <summary>What quickstarts and samples do: a new identity with every token.</summary>
public sealed class Sample(UpstreamClients upstream)
{
    [Function(nameof(Sample))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sample")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(upstream);
        var token = await upstream.CreateWithTokenAsync(cancellationToken);
        return await TokenText.WriteAsync(request.CreateResponse(HttpStatusCode.OK), token, cancellationToken);
    }
}
