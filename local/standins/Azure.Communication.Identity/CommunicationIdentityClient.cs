using Azure.Communication.Identity.Pipeline;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Identity;

/// <summary>
/// Makes and deletes identities of a Communication Services resource, and issues and revokes their tokens. Safe to share
/// between threads. Every call fails with <see cref="RequestFailedException"/> where the service refuses it, after the
/// retries of <see cref="ClientOptions.Retry"/>, and with <see cref="NullReferenceException"/> for a missing user or options.
/// </summary>
public class CommunicationIdentityClient
{
    private readonly IdentityOperations operations;
    private readonly IdentityExchange exchange;

    /// <param name="connectionString">Of the form <c>endpoint=…;accesskey=…</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">It is malformed, or lacks a part.</exception>
    public CommunicationIdentityClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <inheritdoc cref="CommunicationIdentityClient(string)"/>
    public CommunicationIdentityClient(string connectionString, CommunicationIdentityClientOptions options)
        : this(ConnectionString.Parse(connectionString), options ?? new())
    {
    }

    /// <param name="endpoint">The resource's address.</param>
    /// <param name="keyCredential">One of its two keys, in base64. A malformed one shows at the first call.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="endpoint"/> or <paramref name="keyCredential"/> is null.</exception>
    public CommunicationIdentityClient(Uri endpoint, AzureKeyCredential keyCredential, CommunicationIdentityClientOptions options = null)
        : this(Given(endpoint, nameof(endpoint)), IdentityPipeline.Build(options ??= new(), Given(keyCredential, nameof(keyCredential))), options)
    {
    }

    /// <param name="endpoint">The resource's address. Calls fail with <see cref="InvalidOperationException"/> unless it is https.</param>
    /// <param name="tokenCredential">Asked for tokens for Communication Services.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="endpoint"/> or <paramref name="tokenCredential"/> is null.</exception>
    public CommunicationIdentityClient(Uri endpoint, TokenCredential tokenCredential, CommunicationIdentityClientOptions options = null)
        : this(Given(endpoint, nameof(endpoint)), IdentityPipeline.Build(options ??= new(), Given(tokenCredential, nameof(tokenCredential))), options)
    {
    }

    /// <summary>For tests that override the methods.</summary>
    protected CommunicationIdentityClient()
    {
    }

    private CommunicationIdentityClient(ConnectionString connectionString, CommunicationIdentityClientOptions options)
        : this(new Uri(connectionString.Required("endpoint")), new AzureKeyCredential(connectionString.Required("accesskey")), options)
    {
    }

    private CommunicationIdentityClient(Uri endpoint, HttpPipeline pipeline, CommunicationIdentityClientOptions options)
    {
        operations = new IdentityOperations(new IdentityRequests(pipeline, endpoint, options.ApiVersion));
        exchange = new IdentityExchange(pipeline);
    }

    public virtual Response<CommunicationUserIdentifier> CreateUser(CancellationToken cancellationToken = default) =>
        exchange.Send(operations.CreateUser(), cancellationToken);

    public virtual Task<Response<CommunicationUserIdentifier>> CreateUserAsync(CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.CreateUser(), cancellationToken);

    public virtual Response<CommunicationUserIdentifierAndToken> CreateUserAndToken(
        IEnumerable<CommunicationTokenScope> scopes, CancellationToken cancellationToken = default) =>
        CreateUserAndToken(scopes, default, cancellationToken);

    public virtual Task<Response<CommunicationUserIdentifierAndToken>> CreateUserAndTokenAsync(
        IEnumerable<CommunicationTokenScope> scopes, CancellationToken cancellationToken = default) =>
        CreateUserAndTokenAsync(scopes, default, cancellationToken);

    /// <param name="scopes">None or null makes a user without a token.</param>
    /// <param name="tokenExpiresIn">Rounded to whole minutes; the service accepts 60 to 1440, and the default value means its own.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokenExpiresIn"/> does not fit the request.</exception>
    public virtual Response<CommunicationUserIdentifierAndToken> CreateUserAndToken(
        IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        exchange.Send(operations.CreateUserAndToken(scopes, tokenExpiresIn), cancellationToken);

    /// <inheritdoc cref="CreateUserAndToken(IEnumerable{CommunicationTokenScope}, TimeSpan, CancellationToken)"/>
    public virtual Task<Response<CommunicationUserIdentifierAndToken>> CreateUserAndTokenAsync(
        IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.CreateUserAndToken(scopes, tokenExpiresIn), cancellationToken);

    /// <summary>Deletes the identity, its tokens and its data.</summary>
    public virtual Response DeleteUser(CommunicationUserIdentifier communicationUser, CancellationToken cancellationToken = default) =>
        exchange.Send(operations.DeleteUser(communicationUser), cancellationToken);

    /// <inheritdoc cref="DeleteUser"/>
    public virtual Task<Response> DeleteUserAsync(CommunicationUserIdentifier communicationUser, CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.DeleteUser(communicationUser), cancellationToken);

    public virtual Response<AccessToken> GetToken(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, CancellationToken cancellationToken = default) =>
        GetToken(communicationUser, scopes, default, cancellationToken);

    public virtual Task<Response<AccessToken>> GetTokenAsync(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, CancellationToken cancellationToken = default) =>
        GetTokenAsync(communicationUser, scopes, default, cancellationToken);

    /// <param name="communicationUser">Whose token.</param>
    /// <param name="scopes">At least one; the service refuses none.</param>
    /// <param name="tokenExpiresIn">Rounded to whole minutes; the service accepts 60 to 1440, and the default value means its own.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scopes"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokenExpiresIn"/> does not fit the request.</exception>
    public virtual Response<AccessToken> GetToken(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        exchange.Send(operations.GetToken(communicationUser, scopes, tokenExpiresIn), cancellationToken);

    /// <inheritdoc cref="GetToken(CommunicationUserIdentifier, IEnumerable{CommunicationTokenScope}, TimeSpan, CancellationToken)"/>
    public virtual Task<Response<AccessToken>> GetTokenAsync(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn, CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.GetToken(communicationUser, scopes, tokenExpiresIn), cancellationToken);

    /// <summary>Exchanges a Teams user's Entra token for one that lives as long.</summary>
    /// <exception cref="ArgumentNullException">A value of <paramref name="options"/> is null.</exception>
    public virtual Response<AccessToken> GetTokenForTeamsUser(GetTokenForTeamsUserOptions options, CancellationToken cancellationToken = default) =>
        exchange.Send(operations.GetTokenForTeamsUser(options), cancellationToken);

    /// <inheritdoc cref="GetTokenForTeamsUser"/>
    public virtual Task<Response<AccessToken>> GetTokenForTeamsUserAsync(GetTokenForTeamsUserOptions options, CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.GetTokenForTeamsUser(options), cancellationToken);

    /// <summary>Revokes every token of the identity; the service may take up to 15 minutes to spread it.</summary>
    public virtual Response RevokeTokens(CommunicationUserIdentifier communicationUser, CancellationToken cancellationToken = default) =>
        exchange.Send(operations.RevokeTokens(communicationUser), cancellationToken);

    /// <inheritdoc cref="RevokeTokens"/>
    public virtual Task<Response> RevokeTokensAsync(CommunicationUserIdentifier communicationUser, CancellationToken cancellationToken = default) =>
        exchange.SendAsync(operations.RevokeTokens(communicationUser), cancellationToken);

    private static T Given<T>(T value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
