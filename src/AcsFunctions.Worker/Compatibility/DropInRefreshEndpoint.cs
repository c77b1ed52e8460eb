using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a token for the identity that the path names, where it is the caller's own.</summary>
public sealed class DropInRefreshEndpoint(DropInTokens tokens, string communicationUserId) : IUserEndpoint
{
    public Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken) =>
        tokens.AnswerAsync(target, communicationUserId, null, DropInTokenEndpoint.Shape, cancellationToken);
}
