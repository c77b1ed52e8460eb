using System.Net;
using AcsFunctions.Identities;
using AcsFunctions.IssueToken;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a token for calls, nested as the web calling tutorial reads it; the identity, where the request names one, must be the caller's own.</summary>
public sealed class NestedTokenEndpoint(DropInTokens tokens) : IUserEndpoint
{
    private static readonly string[] Call = [TokenScopes.VoIP];
    private static readonly string[] Join = [TokenScopes.VoIPJoin];

    public async Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => WireJson.Default.NestedTokenRequestBody, new NestedTokenRequestBody(), cancellationToken);
        return body.HasProblem
            ? body.Problem
            : await tokens.AnswerAsync(target, body.Value.CommunicationUserId, body.Value.IsJoinOnlyToken == true ? Join : Call, Shape, cancellationToken);
    }

    private static Reply Shape(IssuedToken issued) => Reply.Of(HttpStatusCode.OK, NestedTokenBody.Of(issued), WireJson.Default.NestedTokenBody);
}
