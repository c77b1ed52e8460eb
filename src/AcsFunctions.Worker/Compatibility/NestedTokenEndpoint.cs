using System.Net;
using AcsFunctions.Identities;
using AcsFunctions.Tokens;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a token for calls, nested as the web calling tutorial reads it; the identity, where the request names one, must be the caller's own.</summary>
public sealed class NestedTokenEndpoint(DropInTokens tokens) : IUserEndpoint
{
    public bool TakesBody => true;

    private static readonly string[] Call = [TokenScopes.VoIP];
    private static readonly string[] Join = [TokenScopes.VoIPJoin];

    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => CompatibilityJson.Default.NestedTokenRequestBody, new NestedTokenRequestBody(), cancellationToken);
        return body.IsRefused
            ? body.Refusal
            : await tokens.AnswerAsync(user, body.Value.CommunicationUserId, body.Value.IsJoinOnlyToken == true ? Join : Call, Shape, cancellationToken);
    }

    private static Reply Shape(IssuedToken issued) => Reply.Of(HttpStatusCode.OK, NestedTokenBody.Of(issued), CompatibilityJson.Default.NestedTokenBody);
}
