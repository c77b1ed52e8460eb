using AcsFunctions.AdoptIdentity;
using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.AdoptIdentity;

/// <summary>201 where the identity is new to the user, 200 where it was the user's already.</summary>
public sealed class AdoptIdentityEndpoint(CreateIdentityOperation create, AdoptIdentityOperation adopt) : IUserEndpoint
{
    private static readonly AdoptRequestBody Nothing = new();

    public bool TakesBody => true;

    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var body = await RequestBody.ReadAsync(
            request, static () => AdoptIdentityJson.Default.AdoptRequestBody, Nothing, whenNull: Nothing, RequestBody.MostBytes, cancellationToken);
        return body switch
        {
            { Refusal: { } problem } => problem,
            { Value: { CommunicationUserId: null, Verify: null } } => IdentityReply.Of(await create.ExecuteAsync(user.UserId, user.Session, cancellationToken)),
            // Whoever speaks of verifying meant to adopt.
            { Value: { CommunicationUserId: null } } => Problem.InvalidBody("communicationUserId is missing."),
            { Value: var asked } => await AdoptAsync(request, user, asked!, cancellationToken),
        };
    }

    private async Task<Reply> AdoptAsync(HttpRequestData request, UserContext user, AdoptRequestBody asked, CancellationToken cancellationToken)
    {
        ActorLog.Name(request, "adopt");
        return CommunicationUserIdText.TryParse(asked.CommunicationUserId, out var communicationUserId)
            ? IdentityReply.Of(await adopt.ExecuteAsync(user.UserId, communicationUserId, asked.Verify ?? true, cancellationToken))
            : Problem.InvalidCommunicationUserId;
    }
}
