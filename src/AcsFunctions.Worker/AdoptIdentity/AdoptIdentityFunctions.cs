using AcsFunctions.AdoptIdentity;
using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.AdoptIdentity;

/// <summary>A user's identity as a back-end with a key puts it: a new one, or one that ACS has already. Users and admins cannot bring one.</summary>
public sealed class AdoptIdentityFunctions(KeyedRoute keyed, CreateIdentityOperation create, AdoptIdentityOperation adopt)
{
    private readonly AdoptIdentityEndpoint endpoint = new(create, adopt);

    [Function("KeyedCreateUserIdentity")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "keyed/users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
