using System.Net;
using AcsFunctions.ReadIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200, or 404 where the user has no identity, as the authentication hero reads it.</summary>
public sealed class ReadAcsUserEndpoint(ReadIdentityOperation operation) : IUserEndpoint
{
    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var answer = await operation.ExecuteAsync(user.UserId, user.Session, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, AcsUserBody.Of(answer.Value), CompatibilityJson.Default.AcsUserBody);
    }
}
