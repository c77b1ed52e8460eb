using System.Net;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a token for the scopes in the query (<c>?scope=chat,voip</c>) or the body (<c>{"scope":"chat,voip"}</c>).</summary>
public sealed class DropInTokenEndpoint(DropInTokens tokens) : IUserEndpoint
{
    public bool TakesBody => true;

    private static readonly char[] Separators = [',', ' '];

    public async Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await RequestBody.ReadAsync(request, static () => CompatibilityJson.Default.ScopeRequestBody, new ScopeRequestBody(), cancellationToken);
        if (body.IsRefused)
        {
            return body.Refusal;
        }

        var query = request.Query.GetValues("scope");
        if (query is not null && body.Value.Scope is not null)
        {
            return Problem.InvalidBody("scope stands in the query, too.");
        }

        // Empty text names no scope, which is refused: it must not be taken for all of them.
        var text = query is null ? body.Value.Scope : string.Join(',', query);
        var scopes = text?.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return await tokens.AnswerAsync(user, null, scopes, Shape, cancellationToken);
    }

    internal static Reply Shape(Identities.IssuedToken issued) => Reply.Of(HttpStatusCode.OK, TokenBody.Of(issued), HttpJson.Default.TokenBody);
}
