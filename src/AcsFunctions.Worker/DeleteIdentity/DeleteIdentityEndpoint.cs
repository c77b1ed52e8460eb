using AcsFunctions.DeleteIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.DeleteIdentity;

/// <summary>204, also when there is nothing to delete; 202 where ACS could not be reached and the timer carries on.</summary>
public sealed class DeleteIdentityEndpoint(DeleteIdentityOperation operation) : IUserEndpoint
{
    public bool EndsSessions => true;

    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return CompletionReply.Of(await operation.ExecuteAsync(user.UserId, user.Session, cancellationToken));
    }
}
