using System.Net;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>A route of an ACS sample: off unless switched on, and then for signed-in users only, each for itself.</summary>
public sealed class DropInRoute(IOptions<CompatibilityOptions> options, EndpointPipeline pipeline, SelfRoute self, BearerAuthentication bearers)
{
    /// <param name="request">The request.</param>
    /// <param name="endpoint">Answers it.</param>
    /// <param name="mints">Whether it makes a token or an identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, IUserEndpoint endpoint, bool mints, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.Enabled)
        {
            return Refuse(request, Reply.Empty(HttpStatusCode.NotFound), cancellationToken);
        }

        if (UnknownParameter(request, endpoint))
        {
            return Refuse(request, Problem.InvalidQuery("It takes scope on the routes for tokens, and nothing else."), cancellationToken);
        }

        // A foreign page can make a browser send a GET with the user's cookies, and no check against that covers it. It cannot add this header.
        if (mints && request.Method == HttpMethod.Get.Method && !bearers.HasToken(request))
        {
            return Refuse(request, Problem.AuthenticationRequired, cancellationToken);
        }

        return self.AnswerAsync(request, endpoint, cancellationToken);
    }

    // A wish that is misspelt would otherwise be granted as if none had been made: a token for everything. `code` and `clientId` are the host's.
    private static bool UnknownParameter(HttpRequestData request, IUserEndpoint endpoint) => request.Query.AllKeys.Any(name =>
        !(name is not null && (HostParameters.Contains(name, StringComparer.OrdinalIgnoreCase) || (endpoint is DropInTokenEndpoint && name == "scope"))));

    private static readonly string[] HostParameters = ["code", "clientId"];

    private Task<HttpResponseData> Refuse(HttpRequestData request, Reply reply, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(request, () => Task.FromResult(reply), cancellationToken);
}
