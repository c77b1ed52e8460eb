using System.Net;
using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>201 where the identity is new, 200 where it was there, as the authentication hero reads it.</summary>
public sealed class CreateAcsUserEndpoint(CreateIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var answer = await operation.ExecuteAsync(user.UserId, user.Session, cancellationToken);
        return answer.IsRefused
            ? answer.Refusal
            : Reply.Of(answer.Value.WasCreated ? HttpStatusCode.Created : HttpStatusCode.OK, AcsUserBody.Of(answer.Value.Row), CompatibilityJson.Default.AcsUserBody);
    }
}
