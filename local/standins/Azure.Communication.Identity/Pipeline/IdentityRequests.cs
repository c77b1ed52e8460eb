using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>
/// The five operations as requests. Parameters are named as the package names its own, because the name shows in the
/// <see cref="ArgumentNullException"/> of a missing one.
/// </summary>
internal sealed class IdentityRequests(HttpPipeline pipeline, Uri endpoint, string apiVersion)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public HttpMessage Create(IEnumerable<CommunicationTokenScope> scopes, int? expiresInMinutes)
    {
        string[] wanted = [.. (scopes ?? []).Select(scope => scope.ToString())];
        return Post("/identities", new
        {
            // An empty list is left out, not sent as [].
            CreateTokenWithScopes = wanted.Length == 0 ? null : wanted,
            ExpiresInMinutes = expiresInMinutes,
        });
    }

    public HttpMessage Delete(string id) => OfIdentity(RequestMethod.Delete, id, "");

    public HttpMessage RevokeTokens(string id) => OfIdentity(RequestMethod.Post, id, "/:revokeAccessTokens");

    /// <exception cref="ArgumentNullException"><paramref name="scopes"/> is null.</exception>
    public HttpMessage IssueToken(string id, IEnumerable<CommunicationTokenScope> scopes, int? expiresInMinutes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        var message = OfIdentity(RequestMethod.Post, id, "/:issueAccessToken");
        return WithBody(message, new { Scopes = scopes.Select(scope => scope.ToString()), ExpiresInMinutes = expiresInMinutes });
    }

    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public HttpMessage ExchangeTeamsToken(string token, string appId, string userId)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(appId);
        ArgumentNullException.ThrowIfNull(userId);
        return Post("/teamsUser/:exchangeAccessToken", new { token, appId, userId });
    }

    private HttpMessage OfIdentity(RequestMethod method, string id, string action)
    {
        var message = To(method, "/identities/");
        message.Request.Uri.AppendPath(id, escape: true);
        message.Request.Uri.AppendPath(action, escape: false);
        return message;
    }

    private HttpMessage Post<T>(string path, T body) => WithBody(To(RequestMethod.Post, path), body);

    private HttpMessage To(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendQuery("api-version", apiVersion, escapeValue: true);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        return message;
    }

    private static HttpMessage WithBody<T>(HttpMessage message, T body)
    {
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(body, Json));
        return message;
    }
}
