using Azure;
using Azure.Communication;
using Azure.Communication.Identity;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Acs;

/// <summary>ACS through its own client library.</summary>
public sealed partial class AcsIdentities(AcsClient acs, ILogger<AcsIdentities> logger) : IAcsIdentities
{
    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => AskAsync<AcsIdentity>(
        "create",
        async client =>
        {
            if (tokenRequest is null)
            {
                return ToIdentity(await client.CreateUserAsync(cancellationToken), null);
            }

            var created = (await client.CreateUserAndTokenAsync(Scopes(tokenRequest), tokenRequest.Lifetime, cancellationToken)).Value;
            return ToIdentity(created.User, FirstToken(created));
        },
        cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokenRequest);
        return AskAsync<AcsToken>(
            "issue",
            async client => ToToken(await client.GetTokenAsync(new(communicationUserId), Scopes(tokenRequest), tokenRequest.Lifetime, cancellationToken)),
            cancellationToken);
    }

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync<AcsDone>(
        "revoke",
        async client =>
        {
            await client.RevokeTokensAsync(new(communicationUserId), cancellationToken);
            return default(AcsDone);
        },
        cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync<AcsDone>(
        "delete",
        async client =>
        {
            await client.DeleteUserAsync(new(communicationUserId), cancellationToken);
            return default(AcsDone);
        },
        cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) => AskAsync<AcsToken>(
        AcsFailure.TeamsExchange,
        async client => ToToken(await client.GetTokenForTeamsUserAsync(new(teamsUserAadToken, clientId, userObjectId), cancellationToken)),
        cancellationToken);

    public async Task<bool> HasCredentialAsync(CancellationToken cancellationToken)
    {
        try
        {
            await acs.AuthenticateAsync(cancellationToken);
            return true;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            Log.NoCredential(logger, exception.GetType().Name);
            return false;
        }
    }

    private static IEnumerable<CommunicationTokenScope> Scopes(AcsTokenRequest tokenRequest) => tokenRequest.Scopes.Select(scope => new CommunicationTokenScope(scope));

    // An identity is kept even where its token is unusable: dropping the one place that knows it would lose it.
    private static Result<AcsIdentity, AcsRefusal> ToIdentity(CommunicationUserIdentifier? user, AcsToken? token) =>
        user?.Id is { Length: > 0 } id ? new AcsIdentity(id, token) : AcsFailure.NoAnswer;

    private static AcsToken? FirstToken(CommunicationUserIdentifierAndToken created)
    {
        try
        {
            return ToToken(created.AccessToken).Value;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException)
        {
            // What the client library throws when the answer holds no token is not documented.
            return null;
        }
    }

    private static Result<AcsToken, AcsRefusal> ToToken(AccessToken token) =>
        string.IsNullOrEmpty(token.Token) || token.ExpiresOn == default ? AcsFailure.NoAnswer : new AcsToken(token.Token, token.ExpiresOn.ToUniversalTime());

    private async Task<Result<T, AcsRefusal>> AskAsync<T>(string operation, Func<CommunicationIdentityClient, Task<Result<T, AcsRefusal>>> ask, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            return await ask(acs.Client);
        }
        catch (RequestFailedException exception)
        {
            var refusal = AcsFailure.Classify(operation, exception);
            Report(operation, refusal, exception);
            return refusal;
        }
        catch (Exception exception)
        {
            CancelledCall.ThrowIfCancelled(exception, cancellationToken);
            Report(operation, exception);
            return AcsFailure.NoAnswer;
        }
    }

    // A timeout, or an answer that could not be read, which the text may quote: only the type is logged. A credential that cannot be had is no
    // fault of ACS's: it may be had the next time, and somebody has to look where it is not.
    private void Report(string operation, Exception exception)
    {
        if (exception is AuthenticationFailedException)
        {
            Log.NoCredential(logger, exception.GetType().Name);
        }
        else
        {
            Log.NoAnswer(logger, operation, exception.GetType().Name);
        }
    }

    private void Report(string operation, AcsRefusal refusal, RequestFailedException exception)
    {
        if (refusal.Kind is AcsRefusalKind.Denied)
        {
            Log.Denied(logger, operation, exception.Status, exception.ErrorCode);
        }
        else
        {
            Log.Refused(logger, operation, refusal.Kind, exception.Status, exception.ErrorCode);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Warning, "ACS refused to {Operation}: {Kind} (status {Status}, code {Code})")]
        public static partial void Refused(ILogger logger, string operation, AcsRefusalKind kind, int status, string? code);

        [LoggerMessage(1202, LogLevel.Critical, "ACS denies this service to {Operation} (status {Status}, code {Code}): check its key or role assignment")]
        public static partial void Denied(ILogger logger, string operation, int status, string? code);

        [LoggerMessage(1203, LogLevel.Warning, "ACS did not answer sensibly when asked to {Operation}: {ExceptionType}")]
        public static partial void NoAnswer(ILogger logger, string operation, string exceptionType);

        [LoggerMessage(1204, LogLevel.Critical, "No credential for ACS can be had: {ExceptionType}")]
        public static partial void NoCredential(ILogger logger, string exceptionType);
    }
}
