using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.CreateIdentity;

/// <summary>201 where the identity is new, 200 where it was there.</summary>
public sealed class CreateIdentityEndpoint(CreateIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return IdentityReply.Of(await operation.ExecuteAsync(user.UserId, user.Session, cancellationToken));
    }
}
