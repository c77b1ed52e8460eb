using System.Net;
using AcsFunctions.ReadIdentity;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200, or 404 where the user has no identity, as the authentication hero reads it.</summary>
public sealed class ReadAcsUserEndpoint(ReadIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var answer = await operation.ExecuteAsync(target.UserId, target.Session, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, AcsUserBody.Of(answer.Value), WireJson.Default.AcsUserBody);
    }
}
