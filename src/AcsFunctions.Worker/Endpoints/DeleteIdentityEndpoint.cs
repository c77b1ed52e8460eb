using AcsFunctions.DeleteIdentity;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Endpoints;

/// <summary>204, also when there is nothing to delete; 202 where ACS could not be reached and the timer carries on.</summary>
public sealed class DeleteIdentityEndpoint(DeleteIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        return CompletionReply.Of(await operation.ExecuteAsync(target.UserId, target.Session, cancellationToken));
    }
}
