using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a token for the identity that the path names, where it is the caller's own.</summary>
public sealed class DropInRefreshEndpoint(DropInTokens tokens, string communicationUserId) : IUserEndpoint
{
    public Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken) =>
        tokens.AnswerAsync(user, communicationUserId, null, DropInTokenEndpoint.Shape, cancellationToken);
}
