using System.Net;
using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>201 where the identity is new, 200 where it was there, as the authentication hero reads it.</summary>
public sealed class CreateAcsUserEndpoint(CreateIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var answer = await operation.ExecuteAsync(target.UserId, target.Session, cancellationToken);
        return answer.IsRefused
            ? answer.Refusal
            : Reply.Of(answer.Value.WasCreated ? HttpStatusCode.Created : HttpStatusCode.OK, AcsUserBody.Of(answer.Value.Row), WireJson.Default.AcsUserBody);
    }
}
