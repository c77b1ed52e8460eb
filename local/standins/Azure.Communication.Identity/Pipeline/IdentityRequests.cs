using System.Buffers;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>
/// The five operations as requests. Parameters are named as the package names its own, because the name shows in the
/// <see cref="ArgumentNullException"/> of a missing one.
/// </summary>
internal sealed class IdentityRequests(HttpPipeline pipeline, Uri endpoint, string apiVersion)
{
    public HttpMessage Create(IEnumerable<CommunicationTokenScope> scopes, int? expiresInMinutes)
    {
        string[] wanted = [.. (scopes ?? []).Select(scope => scope.ToString())];
        return WithBody(To(RequestMethod.Post, "/identities"), body =>
        {
            // An empty list is left out, not sent as [].
            if (wanted.Length > 0)
            {
                WriteList(body, "createTokenWithScopes", wanted);
            }

            WriteLifetime(body, expiresInMinutes);
        });
    }

    public HttpMessage Delete(string id) => OfIdentity(RequestMethod.Delete, id, "");

    public HttpMessage RevokeTokens(string id) => OfIdentity(RequestMethod.Post, id, "/:revokeAccessTokens");

    /// <exception cref="ArgumentNullException"><paramref name="scopes"/> is null.</exception>
    public HttpMessage IssueToken(string id, IEnumerable<CommunicationTokenScope> scopes, int? expiresInMinutes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        var message = OfIdentity(RequestMethod.Post, id, "/:issueAccessToken");
        return WithBody(message, body =>
        {
            WriteList(body, "scopes", scopes.Select(scope => scope.ToString()));
            WriteLifetime(body, expiresInMinutes);
        });
    }

    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public HttpMessage ExchangeTeamsToken(string token, string appId, string userId)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(appId);
        ArgumentNullException.ThrowIfNull(userId);
        return WithBody(To(RequestMethod.Post, "/teamsUser/:exchangeAccessToken"), body =>
        {
            body.WriteString("token", token);
            body.WriteString("appId", appId);
            body.WriteString("userId", userId);
        });
    }

    private HttpMessage OfIdentity(RequestMethod method, string id, string action)
    {
        var message = To(method, "/identities/");
        message.Request.Uri.AppendPath(id, escape: true);
        message.Request.Uri.AppendPath(action, escape: false);
        return message;
    }

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

    // As the package does: no reflection, which would be most of a first call.
    private static HttpMessage WithBody(HttpMessage message, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeFields(writer);
            writer.WriteEndObject();
        }

        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.Request.Content = RequestContent.Create(buffer.WrittenMemory);
        return message;
    }

    private static void WriteList(Utf8JsonWriter body, string name, IEnumerable<string> values)
    {
        body.WriteStartArray(name);
        foreach (var value in values)
        {
            body.WriteStringValue(value);
        }

        body.WriteEndArray();
    }

    private static void WriteLifetime(Utf8JsonWriter body, int? minutes)
    {
        if (minutes is { } value)
        {
            body.WriteNumber("expiresInMinutes", value);
        }
    }
}
