using AcsFunctions.Identities;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>The only reader of authentication headers. Fails closed: no issuer configured, or none that can be asked, means no caller.</summary>
public sealed partial class CallerAuthentication
{
    // Access tokens are 1 to 4 kB; whoever sends more wants us to work.
    private const int MaxTokenLength = 16 * 1024;

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength };
    private readonly JwtIssuer[] issuers;
    private readonly AuthenticationOptions options;
    private readonly TimeSpan maxCredentialAge;
    private readonly TimeProvider clock;
    private readonly ILogger<CallerAuthentication> logger;

    public CallerAuthentication(
        IOptions<AuthenticationOptions> options,
        IOptions<IdentityOptions> identityOptions,
        IssuerHttpClient http,
        TimeProvider clock,
        ILogger<CallerAuthentication> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(identityOptions);
        ArgumentNullException.ThrowIfNull(http);
        this.options = options.Value;
        maxCredentialAge = identityOptions.Value.MaxCredentialAge;
        this.clock = clock;
        this.logger = logger;
        issuers = [.. this.options.Issuers.Select(issuer => new JwtIssuer(issuer.Key, issuer.Value, this.options.ClockSkew, handler, http.Client, clock))];
    }

    public async Task<Attempt<Caller>> AuthenticateAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        if (issuers.Length == 0)
        {
            return Problem.AuthenticationNotConfigured;
        }

        switch (BearerToken.Read(request))
        {
            case "":
                return Problem.AuthenticationRequired;
            case { Length: <= MaxTokenLength } text when handler.CanReadToken(text):
                return await AuthenticateAsync(text, cancellationToken);
            default:
                return Problem.InvalidToken;
        }
    }

    private async Task<Attempt<Caller>> AuthenticateAsync(string text, CancellationToken cancellationToken)
    {
        JsonWebToken token;
        try
        {
            token = new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return Problem.InvalidToken;
        }

        var wasUnreachable = false;
        foreach (var issuer in issuers)
        {
            try
            {
                if (await issuer.IsNamedByAsync(token, cancellationToken) && await issuer.IsValidAsync(token))
                {
                    return Accept(token, issuer);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                wasUnreachable = true;
                Log.IssuerUnreachable(logger, issuer.Alias, exception.GetType().Name);
            }
        }

        return wasUnreachable ? Problem.IssuerUnavailable : Problem.InvalidToken;
    }

    private Attempt<Caller> Accept(JsonWebToken token, JwtIssuer issuer)
    {
        if (TokenClaims.UserId(token, issuer.Alias, issuer.Options.UserIdClaimNames) is not { } userId)
        {
            return Problem.InvalidToken;
        }

        var now = clock.GetUtcNow();
        var issuedAt = TokenClaims.Instant(token, "iat");
        if (issuedAt > now + options.ClockSkew)
        {
            return Problem.InvalidToken;
        }

        if (issuedAt + maxCredentialAge < now)
        {
            return Problem.Of(new Refusal(RefusalReason.ReauthenticationRequired, "The credential is older than is accepted here."));
        }

        return new Caller(
            userId,
            Session.Of(issuedAt, TokenClaims.Instant(token, "auth_time")),
            IsUser: TokenClaims.HasScope(token, issuer.Options.RequiredScope!) && !TokenClaims.IsAppOnly(token),
            IsAdmin: TokenClaims.HasRole(token, issuer.Options.AdminRole),
            TokenClaims.Single(token, "oid"));
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "Issuer {Alias} could not be asked for its keys: {ExceptionType}")]
        public static partial void IssuerUnreachable(ILogger logger, string alias, string exceptionType);
    }
}
